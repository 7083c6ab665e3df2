import type { ClusterView } from '@/lib/cluster/view';
import type { CapabilityId } from '@/lib/plan/availability/requirement';
import type { Survival } from './survival';

/** A cluster in one line, the gravest first. Texts: `cluster.overall.<key>`. */
export type Overall = {
  key: 'asking' | 'away' | 'down' | 'degraded' | 'unknown' | 'noSpare' | 'up';
  up: number;
  of: number;
  /** What the line is about. */
  capabilities: CapabilityId[];
};

/** "Up now" and "survives the next loss" are two facts: `noSpare` is only said where all is up. */
export function overallOf(view: ClusterView | null | undefined, survivals: Survival[]): Overall {
  if (!view || view.api.state === 'connecting') return { key: 'asking', up: 0, of: survivals.length, capabilities: [] };
  const { capabilities } = view;
  const of = capabilities.length;
  const those = (state: string) => capabilities.filter((each) => each.state === state).map(({ id }) => id);
  const up = those('up').length;
  const line = (key: Overall['key'], about: CapabilityId[]): Overall => ({ key, up, of, capabilities: about });
  if (those('down').length > 0) return line('down', those('down'));
  if (view.api.state === 'away') return line('away', []);
  if (those('degraded').length > 0) return line('degraded', those('degraded'));
  if (those('unknown').length > 0) return line('unknown', those('unknown'));
  const alone = survivals.filter(({ kind }) => kind === 'stops').map(({ id }) => id);
  return alone.length > 0 ? line('noSpare', alone) : line('up', []);
}
