import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { RunPage } from '@/components/run/run-page';
import { requireUser } from '@/lib/auth/current-user';
import { PlanDocumentError } from '@/lib/plan/migrate-plan';
import { runView } from '@/lib/runs/runs';
import { getRevision, PlanStoreError } from '@/lib/store/plans';
import { cancelRun, retryFailed, retryStep } from './actions';
import { findRun, numberOfRun } from './find-run';

type Props = { params: Promise<{ planId: string; number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { number } = await params;
  return { title: (await getTranslations('run'))('title', { number }) };
}

export default async function Page({ params }: Props) {
  await requireUser('run:read');
  const { planId, number } = await params;
  if (!/^[1-9]\d{0,8}$/.test(number)) {
    const found = await numberOfRun(planId, number);
    if (found === null) notFound();
    redirect(`/plans/${planId}/runs/${found}`);
  }
  const run = await findRun(planId, Number(number));
  const view = run && (await runView(run.id));
  if (!run || !view) notFound();
  const plan = await planOf(planId, run.planRevision);
  return (
    <RunPage
      key={view.id}
      initialView={view}
      serverNow={Date.now()}
      plan={plan}
      actions={{ retryStep, retryFailed, cancelRun }}
    />
  );
}

/** Only for the drawing: a run whose plan can't be read any more is still shown. */
async function planOf(planId: string, revision: number) {
  try {
    return (await getRevision(planId, revision)).document;
  } catch (error) {
    if (error instanceof PlanStoreError || error instanceof PlanDocumentError) return null;
    throw error;
  }
}
