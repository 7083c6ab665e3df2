import type { ProbeCheck } from '../check';

/** Answered by the session while it connects (connecting.ts): each says what of a HostError is its own. */
export const accessChecks: ProbeCheck[] = [];
