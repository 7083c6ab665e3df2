import type { PlanSection } from '@/lib/plan/schema';
import type { HostCheck } from '../../check';

/** A check of this group; the hosts' step can change what it looks at unless it says another. */
export const hostCheck = (
  check: Omit<HostCheck, 'kind' | 'group' | 'section'> & { section?: PlanSection },
): HostCheck => ({ kind: 'host', group: 'system', section: 'hosts', ...check });
