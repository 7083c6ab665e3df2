import type { CompareCheck, HostCheck } from '../check';

export const supplyChecks: (HostCheck | CompareCheck)[] = [];
