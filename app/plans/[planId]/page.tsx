import type { Metadata } from 'next';
import { PlanEditor } from '@/components/plan-editor/plan-editor';
import { requireUser } from '@/lib/auth/current-user';
import { allowed } from '@/lib/auth/permissions';
import { placeKey, placeOfHost } from '@/lib/plan/place';
import type { Plan } from '@/lib/plan/schema';
import { preflightWord } from '@/lib/preflight/findings';
import type { PreflightWord } from '@/lib/preflight/join-findings';
import { loadSince } from '@/lib/preflight/since';
import { latestReport } from '@/lib/preflight/store';
import { listCredentials } from '@/lib/store/credentials';
import { latestFacts } from '@/lib/store/facts';
import { readClusterOfPlan } from '../cluster-actions';
import {
  acceptHostKeys,
  createHostCredential,
  readBundleFolder,
  revisionOfPlan,
  revisionsOfPlan,
  savePlanDocument,
} from './actions';
import { planOr404 } from './plan-or-404';

type Props = { params: Promise<{ planId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await requireUser('plan:read');
  return { title: (await planOr404((await params).planId)).name };
}

export default async function PlanPage({ params }: Props) {
  const user = await requireUser('plan:read');
  const { planId } = await params;
  const stored = await planOr404(planId);
  const [facts, report, credentials] = await Promise.all([
    factsByPlace(stored.document),
    latestReport(planId),
    allowed(user, 'credential:read') ? listCredentials() : [],
  ]);
  const since = await loadSince(planId, stored.document, report);
  return (
    <PlanEditor
      // Another plan is another editor, with a history of its own.
      key={planId}
      planId={planId}
      plan={stored.document}
      revision={stored.revision}
      savedAt={stored.updatedAt.getTime()}
      facts={facts}
      bundle={null}
      preflight={ofChecks(preflightWord(stored.document, report, undefined, since))}
      credentials={credentials}
      readOnly={!allowed(user, 'plan:write')}
      person={user.name}
      checkHostUrl={`/plans/${planId}/check-host`}
      scanHostsUrl={`/plans/${planId}/scan-hosts`}
      actions={{
        savePlan: savePlanDocument,
        readBundle: readBundleFolder,
        createCredential: createHostCredential,
        acceptHostKeys,
        readCluster: readClusterOfPlan,
        listRevisions: revisionsOfPlan,
        readRevision: revisionOfPlan,
      }}
    />
  );
}

async function factsByPlace(plan: Plan) {
  const found = await Promise.all(
    plan.hosts.map(async (host) => ({
      place: placeKey(placeOfHost(host)),
      facts: await latestFacts(placeOfHost(host)),
    })),
  );
  return Object.fromEntries(found.flatMap(({ place, facts }) => (facts ? [[place, facts]] : [])));
}

/** The steps of the editor count what checks found; that there is no preflight is a matter of the review. */
function ofChecks(word: PreflightWord): PreflightWord {
  return { ...word, findings: word.findings.filter(({ hosts }) => hosts.length > 0) };
}
