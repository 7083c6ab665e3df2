import type { Grade } from '../availability/grade';
import type { CapabilityId, State } from '../availability/requirement';
import type { Plan } from '../schema';

/** `~` in front: it may be so, depending on where something runs. */
export type ExpectedState = State | `~${State}`;

/**
 * What a plan does, worked out by hand. Hosts are named by number: 1 is node-1.
 */
export type Expectation = {
  /** A sentence. */
  name: string;
  /** Where it comes from: a line of the rules, a standard, an example of the review. */
  from: string;
  plan: Plan;
  /**
   * By what fails: `2`, `1 3`, `2 lost` or `2 cut-off` (all of them), `service:nfs`, `rack-a`. Every capability that isn't named
   * is expected to be as `otherwise` says (absent: it isn't looked at).
   */
  fails?: Record<string, Partial<Record<CapabilityId, ExpectedState>> & { otherwise?: ExpectedState }>;
  /**
   * The smallest sets of hosts alone, up to three: `2 of 1 2 3`, `1 of 4`, `2 of 1 2 3 + 1 of 4 5`. Exactly these.
   */
  sets?: Partial<Record<CapabilityId, string[]>>;
  /** Hosts that take something down alone, pairs survived, what is missing. */
  points?: number[];
  pairs?: string;
  missing?: CapabilityId[];
  grade?: Grade;
};
