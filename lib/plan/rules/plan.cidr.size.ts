import { cidrOrNull } from '@/lib/plan/cidr';
import { overriddenKubelet } from '@/lib/plan/kubeadm-overrides';
import { rule } from '@/lib/plan/rule';
import type { Plan } from '@/lib/plan/schema';

/** kubelet's default for maxPods. */
const defaultPods = 110;

/** Pods that kubelet takes on a node: the override's maxPods, else the default. */
function podsPerNode({ kubernetes }: Plan): number {
  const found = overriddenKubelet(kubernetes.overrides.kubeadm).maxPods;
  return typeof found === 'number' && Number.isInteger(found) && found > 0 ? found : defaultPods;
}
/** kube-controller-manager refuses a node mask more than 16 bits longer than the pod range's prefix. */
const widestSplit = 16;

/**
 * Every node gets its share of the pod range, with an address for each pod that it may run (kubespray and kubekey stop otherwise). With
 * flannel a pod beyond the share never starts; Calico and Cilium hand out addresses of their own and don't keep to it: a warning there.
 */
export const planCidrSize = rule('plan.cidr.size', 'kubernetes', ({ plan }) => {
  const pods = cidrOrNull(plan.kubernetes.podCidr);
  if (!pods) return [];
  const mask = plan.kubernetes.nodeCidrMaskSize;
  const nodes = mask < pods.prefix ? 0 : 2 ** (mask - pods.prefix);
  const addresses = 2 ** (32 - mask) - 2;
  const needed = podsPerNode(plan);
  const values = {
    cidr: plan.kubernetes.podCidr,
    mask,
    nodes,
    hosts: plan.hosts.length,
    addresses,
    needed,
  };
  const path = 'kubernetes.nodeCidrMaskSize';
  if (nodes < Math.max(1, plan.hosts.length))
    return [{ severity: 'block', path, values: { problem: 'nodes', ...values } }];
  if (mask - pods.prefix > widestSplit) return [{ severity: 'block', path, values: { problem: 'split', ...values } }];
  if (addresses >= needed) return [];
  const severity = plan.kubernetes.cni === 'flannel' ? 'block' : 'warn';
  return [{ severity, path, values: { problem: 'pods', ...values } }];
});
