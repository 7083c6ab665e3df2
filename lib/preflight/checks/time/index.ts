import type { CompareCheck, HostCheck } from '../../check';
import { timeSync } from './time-sync';
import { timeZone } from './time-zone';

/** What a host's clock says by itself; clocks of two hosts are compared by a probe. */
export const timeChecks: (HostCheck | CompareCheck)[] = [timeSync, timeZone];
