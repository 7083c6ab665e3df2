import { storageNamespaces } from '../external-nfs';
import { type Runbook, runbookSchema, type Step } from '../runbook';
import { kubeconfigSecret } from './cluster-step';
import { rainbondNamespaces, rainbondPhases, rainbondSecrets, rainbondSteps } from './steps';
import type { RainbondTarget } from './target';

/**
 * The runbook that brings Rainbond onto a cluster that exists: the steps of an install without those of the cluster.
 * Its watch is let into the cluster by the same sealed kubeconfig as its steps.
 *
 * @param storage steps that make the plan's StorageClass before
 * @throws CompileError
 */
export function compileRainbond(target: RainbondTarget, storage: Step[] = []): Runbook {
  const { plan } = target;
  const { runner, apiThroughSsh } = plan.kubernetes;
  return runbookSchema.parse({
    formatVersion: 1,
    kind: 'install',
    plan: plan.name,
    hosts: plan.hosts.map(({ name, address, roles }) => ({ name, address, roles })),
    phases: [...new Set(storage.map(({ phase }) => phase)), ...rainbondPhases].map((id) => ({ id })),
    secrets: rainbondSecrets(target),
    steps: [...storage, ...rainbondSteps(target)],
    watch: {
      kubeconfigOutput: '',
      namespaces: ['kube-system', ...(storage.length > 0 ? storageNamespaces : []), ...rainbondNamespaces],
      rainbond: true,
      existing: { secret: kubeconfigSecret, through: apiThroughSsh ? runner : '' },
    },
  });
}
