import type { Probe } from '../probe';
import { networkProbe } from './network/probe';

export const networkProbes: Probe[] = [networkProbe()];
