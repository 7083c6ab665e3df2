import { storageNamespaces, storagePhase } from '../external-nfs';
import { type Runbook, runbookSchema, type SecretSpec, type Step } from '../runbook';
import { kubeconfigSecret } from './cluster-step';
import { rainbondNamespaces, rainbondPhases, rainbondSecrets, rainbondSteps } from './steps';
import type { RainbondTarget } from './target';

/**
 * The runbook that brings Rainbond onto a cluster that exists: the steps of an install without those of the cluster.
 * Its watch is let into the cluster by the same sealed kubeconfig as its steps.
 *
 * @param before steps that make the entry and the StorageClass of the plan; those after which the entry's address is held; and their secrets
 * @throws CompileError
 */
export function compileRainbond(
  target: RainbondTarget,
  before: { steps: Step[]; held: string[]; secrets: SecretSpec[] } = { steps: [], held: [], secrets: [] },
): Runbook {
  const { plan } = target;
  const { runner, apiThroughSsh } = plan.kubernetes;
  return runbookSchema.parse({
    formatVersion: 1,
    kind: 'install',
    plan: plan.name,
    hosts: plan.hosts.map(({ name, address, roles }) => ({ name, address, roles })),
    phases: [...new Set(before.steps.map(({ phase }) => phase)), ...rainbondPhases].map((id) => ({ id })),
    secrets: [...before.secrets, ...rainbondSecrets(target)],
    steps: [...before.steps, ...rainbondSteps(target, before.held)],
    watch: {
      kubeconfigOutput: '',
      namespaces: [
        'kube-system',
        ...(before.steps.some(({ phase }) => phase === storagePhase) ? storageNamespaces : []),
        ...rainbondNamespaces,
      ],
      rainbond: true,
      existing: { secret: kubeconfigSecret, through: apiThroughSsh ? runner : '' },
    },
  });
}
