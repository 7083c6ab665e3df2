import type { CompareCheck, HostCheck } from '../check';

export const dnsChecks: (HostCheck | CompareCheck)[] = [];
