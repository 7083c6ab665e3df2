import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type { Obstacle } from '@/components/review/install-bar';
import { lossTable } from '@/components/review/loss-table';
import { reviewBook } from '@/components/review/review-book';
import { ReviewPage } from '@/components/review/review-page';
import { totalsOf } from '@/components/review/totals';
import { requireUser } from '@/lib/auth/current-user';
import { allowed } from '@/lib/auth/permissions';
import { blocking } from '@/lib/plan/findings';
import { activeOf } from '@/lib/runs/active-run';
import { listRuns } from '@/lib/runs/runs';
import { PlanStoreError } from '@/lib/store/plans';
import { startInstall } from './actions';
import { loadReview } from './load-review';

type Props = { params: Promise<{ planId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('review'))('title') };
}

export default async function Page({ params }: Props) {
  const user = await requireUser('plan:read');
  const { planId } = await params;
  const [review, runs] = await Promise.all([loadReview(planId).catch(missing), listRuns({ planId })]);
  const { stored, facts, findings, runbook, sha256, refused } = review;
  const plan = stored.document;
  const active = activeOf(runs);
  const blockers = blocking(findings).length;

  let obstacle: Obstacle | null = null;
  if (blockers > 0) obstacle = { kind: 'blocked', count: blockers };
  else if (!runbook) obstacle = { kind: 'uncompiled' };
  else if (active) obstacle = { kind: 'busy', run: active.number };
  else if (!allowed(user, 'run:start')) obstacle = { kind: 'forbidden' };

  return (
    <ReviewPage
      planId={planId}
      revision={stored.revision}
      plan={plan}
      totals={totalsOf(plan, facts)}
      losses={lossTable(plan, facts)}
      findings={findings}
      book={runbook && reviewBook(runbook)}
      refused={refused}
      sha256={sha256}
      obstacle={obstacle}
      installed={runs.some((run) => run.kind === 'install' && run.state === 'succeeded')}
      startInstall={startInstall}
    />
  );
}

function missing(error: unknown): never {
  if (error instanceof PlanStoreError && error.code === 'not-found') notFound();
  throw error;
}
