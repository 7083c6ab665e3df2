import type { Probe } from '../probe';

export const serviceProbes: Probe[] = [];
