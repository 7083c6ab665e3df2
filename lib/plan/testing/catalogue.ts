import { domainPlans } from './domain-plans';
import { entryPlans } from './entry-plans';
import type { Expectation } from './expectation';
import { quorumPlans } from './quorum-plans';
import { rainbondPlans } from './rainbond-plans';
import { storagePlans } from './storage-plans';

/** Plans whose availability was worked out by hand. */
export const catalogue: Expectation[] = [
  ...quorumPlans,
  ...entryPlans,
  ...storagePlans,
  ...rainbondPlans,
  ...domainPlans,
];
