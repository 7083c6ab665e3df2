import type { RainbondCause } from '@/lib/kubernetes/rainbond/state';
import type { RunView } from '@/lib/runs/view';

/** The same cause stays one while its evidence, its pods and its time change: announced once, and open or closed as it was. */
export const causeKey = ({ kind, component, subject, values }: RainbondCause): string =>
  `${kind} ${values.variant} ${component || subject}`;

/** What keeps Rainbond down now, or kept it down when the run failed. Of a run that succeeded or was stopped: nothing. */
export function shownCauses(view: Pick<RunView, 'state' | 'cluster'>): RainbondCause[] {
  return view.state === 'running' || view.state === 'failed' ? (view.cluster?.rainbond?.causes ?? []) : [];
}

/** Whether a failed step is one that waits for Rainbond: only then what keeps Rainbond down is why it failed. */
export const waitsForRainbond = ({ phase, action }: { phase: string; action: string }): boolean =>
  /rainbond|^console/.test(`${phase} ${action}`);

/** The cause that a failed step is put down to; a pull that is only slow is one when nothing else is. */
export function causeOfFailure(
  view: Pick<RunView, 'state' | 'cluster'>,
  step: { phase: string; action: string },
): RainbondCause | null {
  if (!waitsForRainbond(step)) return null;
  const causes = view.cluster?.rainbond?.causes ?? [];
  return causes.find(({ kind }) => kind !== 'slow-pull') ?? causes[0] ?? null;
}
