import type { RunState } from './view';

/** The one of these runs that waits or is at work; a plan has one at the most. */
export function activeOf<Run extends { state: RunState }>(runs: readonly Run[]): Run | null {
  return runs.find(({ state }) => state === 'queued' || state === 'running') ?? null;
}
