import type { CompareCheck, HostCheck } from '../check';

export const timeChecks: (HostCheck | CompareCheck)[] = [];
