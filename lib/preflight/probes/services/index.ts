import type { Probe } from '../../probe';
import { mysqlProbe } from './mysql/probe';

/** What the plan takes from outside, proved by use from the hosts that will use it. */
export const serviceProbes: Probe[] = [mysqlProbe];
