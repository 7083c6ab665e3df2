import { type Runbook, runbookSchema } from '../runbook';
import { kubeconfigSecret } from './cluster-step';
import { rainbondNamespaces, rainbondPhases, rainbondSecrets, rainbondSteps } from './steps';
import type { RainbondTarget } from './target';

/**
 * The runbook that brings Rainbond onto a cluster that exists: the steps of an install without those of the cluster.
 * Its watch is let into the cluster by the same sealed kubeconfig as its steps.
 *
 * @throws CompileError
 */
export function compileRainbond(target: RainbondTarget): Runbook {
  const { plan } = target;
  const { runner, apiThroughSsh } = plan.kubernetes;
  return runbookSchema.parse({
    formatVersion: 1,
    kind: 'install',
    plan: plan.name,
    hosts: plan.hosts.map(({ name, address, roles }) => ({ name, address, roles })),
    phases: rainbondPhases.map((id) => ({ id })),
    secrets: rainbondSecrets(target),
    steps: rainbondSteps(target),
    watch: {
      kubeconfigOutput: '',
      namespaces: ['kube-system', ...rainbondNamespaces],
      rainbond: true,
      existing: { secret: kubeconfigSecret, through: apiThroughSsh ? runner : '' },
    },
  });
}
