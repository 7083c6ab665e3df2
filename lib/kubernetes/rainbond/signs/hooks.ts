import type { V1Job } from '@kubernetes/client-node';
import { createdAt, jobOf, type Look, nameOf, type Sign, statusesOf } from '../look';
import { timeOf } from '../objects';

/** Jobs that failed: the chart's hooks (5.17 checks ports and NFS before it installs) and the operator's own. */
export function hookSigns(look: Look): Sign[] {
  return look.objects.jobs.flatMap((job) => hookSign(look, job) ?? []);
}

function hookSign(look: Look, job: V1Job): Sign | null {
  const hook = job.metadata?.annotations?.['helm.sh/hook'] ?? '';
  const condition = job.status?.conditions?.find(
    ({ type, status }) => (type === 'Failed' || type === 'FailureTarget') && status === 'True',
  );
  const { failed = 0, succeeded = 0, active = 0 } = job.status ?? {};
  // A hook of the chart isn't tried again (backoffLimit 0): its first failure is one, before the Job says so itself.
  const lost =
    condition !== undefined || (failed > 0 && succeeded === 0 && active === 0 && job.spec?.backoffLimit === 0);
  if (!lost) return null;
  const since = timeOf(condition?.lastTransitionTime) || createdAt(job);
  // helm makes the chart's objects only when the hooks before are done: this failure is of an earlier try.
  const cluster = look.objects.cluster;
  if (hook.startsWith('pre-install') && cluster && createdAt(cluster) > since) return null;
  const pod = look.objects.pods.filter((candidate) => jobOf(candidate) === nameOf(job)).at(-1);
  const end =
    pod &&
    statusesOf(pod)
      .map(({ state }) => state?.terminated)
      ?.find((state) => state && state.exitCode !== 0);
  const check = job.spec?.template.spec?.containers[0]?.args?.join(' ') ?? '';
  const said = look.clean((end?.message ?? '').trimEnd().split('\n').at(-1) ?? '');
  return {
    kind: 'hook',
    variant: hook ? 'hook' : 'job',
    subject: `job ${job.metadata?.namespace}/${nameOf(job)}`,
    component: pod ? look.componentOf(pod) : nameOf(job),
    since,
    values: {
      job: nameOf(job),
      pod: pod ? nameOf(pod) : '',
      hook,
      check: look.clean(check),
      exitCode: end?.exitCode ?? '',
      node: pod?.spec?.nodeName ?? '',
      said,
    },
    evidence: said || look.clean(`${condition?.reason ?? 'Failed'}: ${condition?.message ?? `job ${nameOf(job)}`}`),
    same: nameOf(job),
  };
}
