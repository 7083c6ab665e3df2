import { isActive, isDone } from '@/components/run/step-state';
import type { StateName } from '@/components/ui/glyph';
import type { RunView, StepView } from '@/lib/runs/view';

/** What one host does now. */
export type HostActivity = {
  host: string;
  state: StateName;
  /** The step at work, or the failed one; null when there is neither. */
  step: StepView | null;
  /** Other steps at work on the same host. */
  more: number;
  /** The host whose step this one waits for; '' when it waits for none of another host. */
  waitsFor: string;
};

export function hostActivities(view: Pick<RunView, 'hosts' | 'steps'>): HostActivity[] {
  const byId = new Map(view.steps.map((step) => [step.id, step]));
  return view.hosts.map(({ name }) => {
    const own = view.steps.filter((step) => step.host === name);
    const failed = own.find((step) => step.state === 'failed');
    const active = own.filter((step) => isActive(step.state));
    const waiting = own.filter((step) => step.state === 'waiting');
    const base = { host: name, more: 0, waitsFor: '' };
    if (failed) return { ...base, state: 'failed', step: failed, more: active.length };
    if (active[0]) return { ...base, state: 'running', step: active[0], more: active.length - 1 };
    if (own.length > 0 && own.every((step) => isDone(step.state))) return { ...base, state: 'passed', step: null };
    if (waiting.length === 0) return { ...base, state: 'not-run', step: null };
    const needs = waiting.flatMap((step) => step.needs.map((id) => byId.get(id)));
    const blocker = needs.find(
      (need) => need && need.host !== name && (need.state === 'failed' || isActive(need.state)),
    );
    return { ...base, state: 'waiting', step: null, waitsFor: blocker?.host ?? '' };
  });
}
