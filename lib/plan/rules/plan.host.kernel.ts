import { overriddenKubeProxy } from '@/lib/plan/kubeadm-overrides';
import { type Found, rule } from '@/lib/plan/rule';
import type { Plan } from '@/lib/plan/schema';
import { isAtLeast, kubernetesMinor } from '@/lib/plan/version';

type Need = { severity: 'block' | 'warn'; needed: string; why: string };

/** Distributions carry features back to older kernels without changing the number: a warning where they are known to. */
function needsOf({ kubernetes }: Plan): Need[] {
  const needs: Need[] = [];
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
    // Calico's system requirements: 5.10, and RHEL 8's 4.18 among what is known to work.
    needs.push({ severity: 'warn', needed: '5.10', why: 'calico' });
  }
  // "Linux kernel version requirements" of Kubernetes: kube-proxy refuses older ones in nftables mode.
  if (overriddenKubeProxy(kubernetes.overrides.kubeadm).mode === 'nftables') {
    needs.push({ severity: 'block', needed: '5.13', why: 'nftables' });
  }
  return needs.sort((a, b) => Number(a.severity === 'warn') - Number(b.severity === 'warn'));
}

export const planHostKernel = rule('plan.host.kernel', 'hosts', ({ plan, facts }) => {
  const needs = needsOf(plan);
  return plan.hosts.flatMap((host, index): Found[] => {
    const found = facts[host.name]?.kernel ?? '';
    const missed = needs.find(({ needed, why }) => {
      return isAtLeast(found, needed) === false && !(why === 'calico' && /\.el8/.test(found));
    });
    if (!missed) return [];
    const values = { host: host.name, found, needed: missed.needed, why: missed.why };
    return [{ severity: missed.severity, hosts: [host.name], path: `hosts.${index}.address`, values }];
  });
});
