import { type Runbook, runbookSchema } from '../runbook';
import { rainbondNamespaces, rainbondPhases, rainbondSecrets, rainbondSteps } from './steps';
import type { RainbondTarget } from './target';

/**
 * The runbook that brings Rainbond onto a cluster that exists: the steps of an install without those of the cluster.
 *
 * @param kubeconfigOutput id of the step output by which the run's watch is let into the cluster; '' for no watch
 * @throws CompileError
 */
export function compileRainbond(target: RainbondTarget, kubeconfigOutput = ''): Runbook {
  const { plan } = target;
  return runbookSchema.parse({
    formatVersion: 1,
    kind: 'install',
    plan: plan.name,
    hosts: plan.hosts.map(({ name, address, roles }) => ({ name, address, roles })),
    phases: rainbondPhases.map((id) => ({ id })),
    secrets: rainbondSecrets(target),
    steps: rainbondSteps(target),
    watch:
      kubeconfigOutput === ''
        ? null
        : { kubeconfigOutput, namespaces: ['kube-system', ...rainbondNamespaces], rainbond: true },
  });
}
