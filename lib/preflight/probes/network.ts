import type { Probe } from '../probe';

export const networkProbes: Probe[] = [];
