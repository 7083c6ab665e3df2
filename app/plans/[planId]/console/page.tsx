import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ConsoleMovePage } from '@/components/cluster/console-move-page';
import { reviewBook } from '@/components/review/review-book';
import { requireUser } from '@/lib/auth/current-user';
import { readConsoleMoveForm } from '@/lib/cluster/console-move-form';
import { activeOf } from '@/lib/runs/active-run';
import { listRuns } from '@/lib/runs/runs';
import { PlanStoreError } from '@/lib/store/plans';
import { startConsoleMove } from './actions';
import { loadConsoleMove } from './load-console-move';

type Props = {
  params: Promise<{ planId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('cluster.console'))('title') };
}

export default async function Page({ params, searchParams }: Props) {
  await requireUser('run:start');
  const { planId } = await params;
  const { form: asked, wrong } = readConsoleMoveForm(await searchParams);
  const [loaded, runs] = await Promise.all([
    loadConsoleMove(planId, asked).catch((error) => {
      if (error instanceof PlanStoreError && error.code === 'not-found') notFound();
      throw error;
    }),
    listRuns({ planId, limit: 5 }),
  ]);
  const { plan, form, hosts, runbook, sha256, refused } = loaded;
  return (
    <ConsoleMovePage
      planId={planId}
      plan={plan}
      form={form}
      wrong={wrong}
      hosts={hosts}
      refused={refused}
      // What can't be used is not compiled into scripts that someone could copy.
      book={runbook && wrong.length === 0 ? reviewBook(runbook) : null}
      sha256={sha256}
      busyRun={activeOf(runs)?.number ?? null}
      startConsoleMove={startConsoleMove}
    />
  );
}
