import type { StateName } from '@/components/ui/glyph';
import { headlineOf } from '@/lib/plan/availability/headline';
import { modelOf } from '@/lib/plan/availability/model';
import { survives } from '@/lib/plan/availability/survives';
import { toleranceOf } from '@/lib/plan/availability/tolerance';
import type { Plan } from '@/lib/plan/schema';

/** A key of `plans` with what its text quotes. */
export type TemplateLine = {
  state: StateName;
  key: 'tolerates' | 'toleratesRack' | 'pairs' | 'quorum';
  values: Record<string, number>;
};

/** What a layout survives, computed from the very document that it makes: any host, any rack, then two hosts at once. */
export function templateLines(plan: Plan): TemplateLine[] {
  const model = modelOf(plan);
  const found = survives(model);
  const { tolerates } = headlineOf(model, found);
  const { kind, of } = found.domains;
  // A rack of one host is that host: said already.
  const rack = kind === 'proven' && of < plan.hosts.length;
  const first: TemplateLine = {
    state: tolerates > 0 ? 'passed' : 'failed',
    key: tolerates > 0 && rack ? 'toleratesRack' : 'tolerates',
    values: { count: tolerates },
  };
  if (tolerates !== 1) return [first];
  if (found.two.survived > 0) return [first, { state: 'degraded', key: 'pairs', values: found.two }];
  const { need, of: members } = toleranceOf(model, 'etcd-quorum');
  return [first, { state: 'failed', key: 'quorum', values: { over: tolerates + 1, quorum: need, members } }];
}
