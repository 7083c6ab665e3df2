import { getTranslations } from 'next-intl/server';
import { loadReview } from '@/app/plans/[planId]/review/load-review';
import { route } from '@/lib/auth/route';
import { exportText } from '@/lib/plan/export/export-text';
import { planToYaml } from '@/lib/plan/plan-yaml';
import { exportKubeadm } from '@/lib/runbook/export-kubeadm';
import { exportShell } from '@/lib/runbook/export-shell';
import { factsOf } from '@/lib/store/facts';
import { getPlan, PlanStoreError } from '@/lib/store/plans';
import { archive, attachment, exportFormats } from './formats';

type Context = { params: Promise<{ planId: string }> };

/**
 * The plan for somebody else: `?format=yaml`, `roi`, `ansible`, `facts` (of its hosts, for `./slipway runbook`), `kubeadm` or, without
 * one, its runbook as shell scripts, one per step and host in their order, in a tar with one folder.
 */
export const GET = route('plan:read', async (request: Request, { params }: Context) => {
  const { planId } = await params;
  const asked = new URL(request.url).searchParams.get('format') ?? 'shell';
  const format = exportFormats.find((each) => each === asked);
  if (!format) return Response.json({ error: 'unknown-format' }, { status: 400 });
  try {
    if (format === 'shell' || format === 'kubeadm') {
      const { runbook, stored } = await loadReview(planId);
      if (!runbook) return Response.json({ error: 'not-compiled' }, { status: 409 });
      const files = format === 'shell' ? exportShell(runbook) : exportKubeadm(runbook);
      return archive(`${runbook.plan}-${format === 'shell' ? 'runbook' : 'kubeadm'}`, files, stored.updatedAt);
    }
    const { document: plan } = await getPlan(planId);
    if (format === 'yaml') return attachment(plan.name, 'plan.yaml', planToYaml(plan));
    if (format === 'facts') {
      return attachment(plan.name, 'facts.json', `${JSON.stringify(await factsOf(plan.hosts), null, 2)}\n`);
    }
    const t = await getTranslations('plan.export');
    const text = exportText(plan, format, (key, values) => t(key, values));
    return attachment(plan.name, format === 'roi' ? 'cluster.yaml' : 'hosts.ini', text);
  } catch (error) {
    if (error instanceof PlanStoreError) return Response.json({ error: 'no-such-plan' }, { status: 404 });
    throw error;
  }
});
