import type { Finding } from './finding';
import { overriddenKubeProxy } from './kubeadm-overrides';
import type { Plan } from './schema';
import { isAtLeast, kubernetesMinor } from './version';

/** `why` is a key that ICU can select on: what asks for it. */
export type KernelNeed = { severity: Extract<Finding['severity'], 'block' | 'warn'>; needed: string; why: string };

/**
 * Which Linux the plan's Kubernetes, network and proxy mode want, what stops an install first. Distributions carry features back to
 * older kernels without changing the number: a warning where they are known to.
 */
export function kernelNeeds({ kubernetes }: Plan): KernelNeed[] {
  const needs: KernelNeed[] = [];
  // cgroup v2, without which kubelet doesn't start from 1.35 on, is complete since 4.5; before it, the runtime's 3.10 does.
  const cgroupV2 = (kubernetesMinor(kubernetes.version) ?? 0) >= 35;
  needs.push({ severity: 'block', needed: cgroupV2 ? '4.5' : '3.10', why: cgroupV2 ? 'cgroup' : 'runtime' });
  if (kubernetes.cni === 'cilium') {
    // Cilium's system requirements: 5.4, or 4.18 as RHEL 8.6 has it.
    needs.push(
      { severity: 'block', needed: '4.18', why: 'cilium' },
      { severity: 'warn', needed: '5.4', why: 'cilium' },
    );
  }
  if (kubernetes.cni === 'calico') {
    // Calico's system requirements say 5.10, and name older ones as known to work: RHEL 8 (4.18), Debian 10 (4.19), Ubuntu 20.04 (5.4).
    needs.push({ severity: 'warn', needed: '4.18', why: 'calico' });
  }
  // "Linux kernel version requirements" of Kubernetes: kube-proxy refuses older ones in nftables mode.
  if (overriddenKubeProxy(kubernetes.overrides.kubeadm).mode === 'nftables') {
    needs.push({ severity: 'block', needed: '5.13', why: 'nftables' });
  }
  return needs.sort((a, b) => Number(a.severity === 'warn') - Number(b.severity === 'warn'));
}

/** Whether a kernel, as `uname -r` prints it, is known to be too old for a need. */
export function missesKernel({ needed }: KernelNeed, found: string): boolean {
  return isAtLeast(found, needed) === false;
}
