import type { Finding } from './finding';
import type { Plan, PlanHost } from './schema';

/** `why` is a key that ICU can select on: what asks for it. */
export type HostNeed = { severity: Finding['severity']; cpus: number; memoryGib: number; why: string };

/** Below it nothing starts: kubeadm's preflight wants 2 CPUs and 1700 MB of a control plane; Embedded Cluster 2 and 2 GB of any host. */
const least: HostNeed = { severity: 'block', cpus: 2, memoryGib: 2, why: 'kubernetes' };
/**
 * kURL warns below 4 CPUs, RKE2 asks for 4 GiB; API server, etcd and controllers share them. No block: kubeadm's own 2 and 1700 MB
 * carry a small cluster, and 16 GiB are what OpenShift (Assisted Installer) takes for a control plane, not Kubernetes.
 */
const controlPlane: HostNeed = { severity: 'warn', cpus: 4, memoryGib: 4, why: 'controlPlane' };
/** Rainbond's documentation: at least, and for production. */
const rainbond: HostNeed = { severity: 'warn', cpus: 4, memoryGib: 8, why: 'rainbond' };
const rainbondProduction: HostNeed = { severity: 'info', cpus: 8, memoryGib: 16, why: 'production' };

/** Whether Rainbond's pods and what it builds run on this host. */
export function runsRainbond(plan: Plan, { roles }: PlanHost): boolean {
  return plan.rainbond.kind !== 'none' && roles.some((role) => role === 'worker' || role === 'gateway');
}

/** What the plan wants of a host, the gravest first. */
export function hostNeeds(plan: Plan, host: PlanHost): HostNeed[] {
  const carries = runsRainbond(plan, host);
  return [
    least,
    ...(carries ? [rainbond] : []),
    ...(host.roles.includes('control-plane') ? [controlPlane] : []),
    ...(carries ? [rainbondProduction] : []),
  ];
}

/** MemTotal is what firmware and kernel left over: a machine sold as 8 GiB may show 7.3 (harvester allows the same tenth). */
const memorySlack = 0.9;

export const isMemoryFor = (totalBytes: number, { memoryGib }: HostNeed): boolean =>
  totalBytes >= memoryGib * 2 ** 30 * memorySlack;
