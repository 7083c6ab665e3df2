import type { CompareCheck, HostCheck } from '../check';

export const stateChecks: (HostCheck | CompareCheck)[] = [];
