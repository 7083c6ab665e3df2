import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PreflightPage } from '@/components/preflight/preflight-page';
import { requireUser } from '@/lib/auth/current-user';
import { allowed } from '@/lib/auth/permissions';
import { clusterOf } from '@/lib/cluster/cluster-of-plan';
import { preflightFindings } from '@/lib/preflight/findings';
import { planSha256 } from '@/lib/preflight/plan-sha256';
import { loadSince } from '@/lib/preflight/since';
import { latestReport } from '@/lib/preflight/store';
import { factsOf } from '@/lib/store/facts';
import { planOr404 } from '../plan-or-404';
import { acceptFinding, startPreflight, stopPreflight, withdrawFinding } from './actions';
import { bookOf } from './book-of';
import { previewFix, startFix } from './fix-actions';

type Props = { params: Promise<{ planId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('preflight'))('title') };
}

export default async function Page({ params }: Props) {
  const user = await requireUser('plan:read');
  const { planId } = await params;
  const { document: plan } = await planOr404(planId);
  const [initial, facts, cluster] = await Promise.all([
    latestReport(planId),
    factsOf(plan.hosts),
    clusterOf(planId, plan),
  ]);
  const changes = preflightFindings(plan, initial, [], Date.now(), await loadSince(planId, plan, initial, facts));
  return (
    <PreflightPage
      planId={planId}
      plan={plan}
      book={bookOf({ plan, facts, bundle: null, cluster: cluster.exists })}
      initial={initial}
      planSha256={planSha256(plan)}
      since={changes.filter(({ id }) => id === 'preflight.stale' || id === 'preflight.changed')}
      serverNow={Date.now()}
      rights={{
        check: allowed(user, 'host:connect'),
        fix: allowed(user, 'run:start') && allowed(user, 'host:connect'),
        keep: allowed(user, 'plan:write'),
      }}
      actions={{ startPreflight, stopPreflight, acceptFinding, withdrawFinding, previewFix, startFix }}
    />
  );
}
