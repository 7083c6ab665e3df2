import type { ReviewStep } from '@/components/review/review-book';
import { scheduleOf, timeAtWork } from '@/components/run/estimate';

/** How long a phase will probably take, in milliseconds, and what it hangs on. */
export type PhaseTime = {
  id: string;
  milliseconds: number;
  why:
    | { kind: 'upload'; bytesPerHost: number }
    | { kind: 'one-at-a-time'; hosts: number }
    | { kind: 'side-by-side'; hosts: number }
    | { kind: 'one-host'; host: string };
};

export type Estimate = { total: number; phases: PhaseTime[] };

/** Of the usual times of the steps and their order; phases overlap, so they add up to more than the total. */
export function estimateOf(steps: ReviewStep[], phases: string[]): Estimate {
  const waiting = steps.map((step) => ({ ...step, state: 'waiting' as const, attempts: [] }));
  const { spans, endsAt } = scheduleOf(waiting, 0);
  const times = phases.flatMap((id): PhaseTime[] => {
    const own = steps.filter((step) => step.phase === id);
    if (own.length === 0) return [];
    const milliseconds = timeAtWork(spans.filter((span) => span.phase === id));
    return [{ id, milliseconds, why: whyOf(own, milliseconds) }];
  });
  return { total: endsAt, phases: times };
}

function whyOf(steps: ReviewStep[], milliseconds: number): PhaseTime['why'] {
  const hosts = [...new Set(steps.map((step) => step.host))];
  const [only = ''] = hosts;
  const bytes = hosts.map((host) => {
    const uploads = steps.filter((step) => step.host === host).flatMap((step) => step.uploads);
    return uploads.reduce((sum, upload) => sum + upload.sizeBytes, 0);
  });
  const bytesPerHost = Math.max(...bytes);
  // Below this an upload is over before anybody asks what takes so long.
  if (bytesPerHost > 20 * 1024 ** 2) return { kind: 'upload', bytesPerHost };
  if (hosts.length === 1) return { kind: 'one-host', host: only };
  const inTurn = steps.reduce((sum, step) => sum + step.estimateSeconds * 1000, 0);
  return milliseconds > 0.75 * inTurn
    ? { kind: 'one-at-a-time', hosts: hosts.length }
    : { kind: 'side-by-side', hosts: hosts.length };
}
