import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { UninstallPage } from '@/components/cluster/uninstall-page';
import { reviewBook } from '@/components/review/review-book';
import { requireUser } from '@/lib/auth/current-user';
import { readInventory } from '@/lib/cluster/uninstall-inventory';
import { activeOf } from '@/lib/runs/active-run';
import { listRuns } from '@/lib/runs/runs';
import { startUninstall } from './actions';
import { loadUninstall } from './load-uninstall';

type Props = {
  params: Promise<{ planId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('cluster.remove'))('title') };
}

export default async function Page({ params, searchParams }: Props) {
  await requireUser('run:start');
  const { planId } = await params;
  const hostFiles = (await searchParams).hosts === 'yes';
  const [found, runs] = await Promise.all([loadUninstall(planId, hostFiles), listRuns({ planId, limit: 5 })]);
  if (!found) notFound();
  const { installed, runbook, sha256 } = found;
  return (
    <UninstallPage
      key={String(hostFiles)}
      planId={planId}
      plan={installed.plan}
      hostFiles={hostFiles}
      inventory={await readInventory(planId)}
      book={reviewBook(runbook)}
      sha256={sha256}
      busyRun={activeOf(runs)?.number ?? null}
      startUninstall={startUninstall}
    />
  );
}
