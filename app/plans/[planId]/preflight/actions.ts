'use server';
import { z } from 'zod';
import { ActionFailure, action } from '@/lib/auth/action';
import { audit } from '@/lib/auth/audit';
import { clusterOf } from '@/lib/cluster/cluster-of-plan';
import { accept, canBeAccepted, withdraw } from '@/lib/plan/accepting';
import type { Finding } from '@/lib/plan/finding';
import { internalAddressOf, type Plan, type PlanHost } from '@/lib/plan/schema';
import { preflightFindings } from '@/lib/preflight/findings';
import * as preflight from '@/lib/preflight/start';
import { latestReport } from '@/lib/preflight/store';
import { refuseBusyHosts } from '@/lib/runs/busy-hosts';
import { getPlan, PlanStoreError, savePlan } from '@/lib/store/plans';
import { asActionFailure } from '../runs/run-refusal';

const names = z.array(z.string().min(1).max(253)).min(1).max(1000);

/**
 * Looks at the hosts of the newest saved revision. Refused while a preflight of this plan is under way, or while a run
 * changes one of its hosts: what is read in the middle of that is true for a moment.
 */
export const startPreflight = action(
  'host:connect',
  z.object({ planId: z.string(), only: z.object({ checks: names.optional(), hosts: names.optional() }).optional() }),
  async ({ planId, only }, user): Promise<{ reportId: string }> => {
    const started = await preflight
      .startPreflight({
        planId,
        user,
        clusterOf,
        only,
        refuse: (client, plan) => refuseBusyHosts(client, planId, plan.hosts.flatMap(addressesOf)),
      })
      .catch(refuse);
    const { reportId } = started;
    await audit(user, 'preflight.start', `plan:${planId}`, { report: reportId, ...(only && { only }) });
    return { reportId };
  },
);

export const stopPreflight = action('host:connect', z.object({ planId: z.string() }), async ({ planId }, user) => {
  await preflight.stopPreflight(planId).catch(refuse);
  await audit(user, 'preflight.stop', `plan:${planId}`);
  return null;
});

const onHosts = z.object({ planId: z.string(), check: z.string().min(1).max(100), hosts: names });

/** Keeps a check's warning on these hosts, with a reason, a name and a time that stay in the plan. */
export const acceptFinding = action(
  'plan:write',
  onHosts.extend({ reason: z.string().trim().min(1).max(2000) }),
  async ({ planId, check, hosts, reason }, user): Promise<{ revision: number }> => {
    const record = { reason, by: user.name, at: new Date().toISOString() };
    const report = await latestReport(planId);
    const { revision } = await change(planId, user, (plan) => {
      const found = preflightFindings(plan, report).filter(({ id }) => id === check);
      return hosts.reduce((before, host) => {
        const finding = found.find((each) => each.hosts.includes(host));
        if (!finding) throw new ActionFailure('finding-gone', { host });
        if (!canBeAccepted(finding)) throw new ActionFailure('finding-blocks');
        return accept(before, finding, record);
      }, plan);
    });
    await audit(user, 'preflight.accept', `plan:${planId}`, { revision, check, hosts, reason });
    return { revision };
  },
);

export const withdrawFinding = action(
  'plan:write',
  onHosts,
  async ({ planId, check, hosts }, user): Promise<{ revision: number }> => {
    const { revision } = await change(planId, user, (plan) =>
      hosts.reduce((before, host) => withdraw(before, kept(check, host)), plan),
    );
    await audit(user, 'preflight.withdraw', `plan:${planId}`, { revision, check, hosts });
    return { revision };
  },
);

/** What a record of the plan is found by. */
function kept(check: string, host: string): Finding {
  return { id: check, hosts: [host], severity: 'warn', section: 'hosts', values: {} };
}

/** On top of the newest revision: nobody looked at a document here, so there is none of theirs to overwrite. */
async function change(planId: string, user: { id: string }, edit: (plan: Plan) => Plan): Promise<{ revision: number }> {
  for (let tries = 1; ; tries++) {
    try {
      const stored = await getPlan(planId);
      const document = edit(stored.document);
      return await savePlan({ planId, baseRevision: stored.revision, document, userId: user.id });
    } catch (error) {
      const conflict = error instanceof PlanStoreError && error.code === 'conflict';
      if (!conflict || tries === 5) return refuse(error);
    }
  }
}

/** A run names hosts by their internal addresses. */
const addressesOf = (host: PlanHost) => [{ address: host.address }, { address: internalAddressOf(host) }];

function refuse(error: unknown): never {
  throw asActionFailure(error);
}
