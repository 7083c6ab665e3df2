import type { CapabilityId } from '@/lib/plan/availability/requirement';
import type { Plan } from '@/lib/plan/schema';
import type { Reading } from '../reading';
import type { Readings } from '../readings';
import type { CapabilityNow, CapabilityState } from '../view';

/** What a capability is judged from. */
export type Seen = { plan: Plan; readings: Readings };
export type Judge = (seen: Seen) => CapabilityNow;

/** A verdict from readings that all answer now. Its age is that of the oldest one. */
export function say(
  id: CapabilityId,
  from: Reading<unknown>[],
  state: Exclude<CapabilityState, 'unknown'>,
  key: string,
  values: Record<string, string | number> = {},
): CapabilityNow {
  const times = from.map(({ at }) => at).filter((at) => at !== null);
  const at = times.length > 0 ? Math.min(...times) : null;
  return { id, state, detail: { key, values }, at, silentSince: null, problem: '' };
}

/** Nothing is known now: what could not be asked, and since when. */
export function unknown(id: CapabilityId, from: Reading<unknown>[]): CapabilityNow {
  const silent = from.filter((each) => each.silentSince !== null);
  const first = silent.toSorted((a, b) => (a.silentSince ?? 0) - (b.silentSince ?? 0))[0];
  return {
    id,
    state: 'unknown',
    detail: { key: first ? 'silent' : 'asking', values: {} },
    at: first?.at ?? null,
    silentSince: first?.silentSince ?? null,
    problem: first?.problem ?? '',
  };
}

/** For what the console has nothing to ask with: `key` says what is missing. */
export function unasked(id: CapabilityId, key: string, values: Record<string, string | number> = {}): CapabilityNow {
  return { id, state: 'unknown', detail: { key, values }, at: null, silentSince: null, problem: '' };
}
