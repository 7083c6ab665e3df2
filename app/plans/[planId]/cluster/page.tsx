import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClusterPage } from '@/components/cluster/cluster-page';
import { survivalsOf } from '@/components/cluster/survival';
import { requireUser } from '@/lib/auth/current-user';
import { allowed } from '@/lib/auth/permissions';
import { consoleAddress } from '@/lib/cluster/entry-ports';
import { installedOf } from '@/lib/cluster/installed';
import { latestReport } from '@/lib/preflight/store';
import { listRuns } from '@/lib/runs/runs';
import { factsOf } from '@/lib/store/facts';
import { planOr404 } from '../plan-or-404';
import { startPreflight } from '../preflight/actions';
import { pastEvents } from './past-events';

type Props = { params: Promise<{ planId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('cluster'))('title') };
}

export default async function Page({ params }: Props) {
  const user = await requireUser('run:read');
  const { planId } = await params;
  const [stored, installed] = await Promise.all([planOr404(planId), installedOf(planId)]);
  const plan = installed?.plan ?? stored.document;
  const [facts, runs, report] = await Promise.all([
    factsOf(plan.hosts),
    listRuns({ planId, limit: 5 }),
    latestReport(planId),
  ]);
  return (
    <ClusterPage
      key={installed?.runId ?? ''}
      planId={planId}
      name={stored.name}
      revision={stored.revision}
      installed={installed && { ...installed, consoleUrl: consoleAddress(plan) }}
      survivals={survivalsOf(plan, facts)}
      past={pastEvents(runs, report)}
      serverNow={Date.now()}
      rights={{
        kubeconfig: allowed(user, 'kubeconfig:read'),
        check: allowed(user, 'host:connect'),
        uninstall: allowed(user, 'run:start'),
      }}
      actions={{ startPreflight }}
    />
  );
}
