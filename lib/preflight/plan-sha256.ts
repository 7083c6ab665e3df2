import type { Plan } from '@/lib/plan/schema';
import { canonicalJson, sha256 } from '@/lib/runbook/sha256';
import { checkedPart } from './checked-part';

/** Names the part of a plan that checks depend on: a report counts for every plan with the same one. */
export function planSha256(plan: Plan): string {
  return sha256(canonicalJson(checkedPart(plan)));
}
