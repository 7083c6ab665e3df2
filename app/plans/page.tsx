import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PlansPage } from '@/components/plans/plans-page';
import { requireUser } from '@/lib/auth/current-user';
import { allowed } from '@/lib/auth/permissions';
import { findingsOf } from '@/lib/plan/findings';
import { listCredentials } from '@/lib/store/credentials';
import { factsOf } from '@/lib/store/facts';
import { listPlans } from '@/lib/store/plans';
import { acceptHostKeys, createHostCredential } from './[planId]/actions';
import { createPlanFromTemplate, duplicatePlan, importPlan, removePlan } from './actions';
import { createPlanOfCluster, lookAtExistingCluster } from './cluster-actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('plans'))('title') };
}

export default async function Plans() {
  const user = await requireUser('plan:read');
  const [plans, credentials] = await Promise.all([listPlans(), listCredentials()]);
  const rows = await Promise.all(
    plans
      .flatMap(({ document, ...plan }) => (document ? [{ ...plan, document }] : []))
      .map(async (plan) => {
        const { id, revision, document, updatedAt, updatedBy, lastRun } = plan;
        // Without the bundle: reading it can take long, and the plan's own page says what is wrong with it.
        const facts = await factsOf(document.hosts);
        const findings = findingsOf({ plan: document, facts, bundle: null, credentials });
        const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
        return {
          id,
          revision,
          plan: document,
          changedAt: updatedAt.getTime(),
          changedBy: updatedBy,
          findings: { block: count('block'), warn: count('warn'), info: count('info') },
          lastRun: lastRun && {
            id: lastRun.id,
            number: lastRun.number,
            state: lastRun.state,
            at: (lastRun.finishedAt ?? lastRun.createdAt).getTime(),
          },
        };
      }),
  );
  return (
    <PlansPage
      rows={rows}
      unreadable={plans.filter(({ document }) => document === null).map(({ name }) => name)}
      canWrite={allowed(user, 'plan:write')}
      credentials={allowed(user, 'credential:read') ? credentials : []}
      actions={{ create: createPlanFromTemplate, importPlan, duplicate: duplicatePlan, remove: removePlan }}
      cluster={{
        look: lookAtExistingCluster,
        create: createPlanOfCluster,
        acceptHostKeys,
        createCredential: createHostCredential,
      }}
      canUseCluster={allowed(user, 'host:connect') && allowed(user, 'credential:write')}
    />
  );
}
