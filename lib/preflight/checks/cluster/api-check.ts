import type { ClusterPart, ClusterParts } from '@/lib/kubernetes/cluster-parts';
import type { PlanHost } from '@/lib/plan/schema';
import { quote } from '@/lib/text/quote';
import type { ApiCheck, CheckContext, Outcome } from '../../check';
import { everyHost } from '../applies';

type Spec<Part extends ClusterPart> = Pick<ApiCheck, 'id' | 'source'> &
  Partial<Pick<ApiCheck, 'section' | 'appliesTo' | 'replaces'>> & {
    reads: readonly Part[];
    byHand: string;
    /** Of scope `node`, for that one. */
    judge: (parts: Pick<ClusterParts, Part>, context: CheckContext, host: PlanHost) => Outcome;
  };

/** One answer for the whole cluster. */
export function clusterCheck<Part extends ClusterPart>(spec: Spec<Part>): ApiCheck {
  return { ...usual, ...spec, kind: 'api', scope: 'cluster', byHand: () => spec.byHand };
}

/** An answer for each host of the plan; `NODE` in the command by hand stands for its name. */
export function nodeCheck<Part extends ClusterPart>(spec: Spec<Part>): ApiCheck {
  const byHand = (_context: CheckContext, host: PlanHost) => spec.byHand.replaceAll('NODE', () => quote(host.name));
  return { ...usual, ...spec, kind: 'api', scope: 'node', byHand };
}

const usual = { group: 'cluster', section: 'kubernetes', appliesTo: everyHost } as const;

/** When the plan puts Rainbond on it. */
export const withRainbond = ({ plan }: CheckContext): boolean => plan.rainbond.kind !== 'none';

/** Names in a sentence; of many, the first and how many more there are. */
export function someOf(names: readonly string[], shown = 5): string {
  const first = names.slice(0, shown).join(', ');
  return names.length > shown ? `${first}, … (+${names.length - shown})` : first;
}
