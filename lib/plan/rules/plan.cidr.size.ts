import { cidrOrNull } from '@/lib/plan/cidr';
import { rule } from '@/lib/plan/rule';

/** kubelet's default for maxPods. */
const podsPerNode = 110;
/** kube-controller-manager refuses a node mask more than 16 bits longer than the pod range's prefix. */
const widestSplit = 16;

/** Every node gets its share of the pod range, with an address for each pod that it may run. */
export const planCidrSize = rule('plan.cidr.size', 'kubernetes', ({ plan }) => {
  const pods = cidrOrNull(plan.kubernetes.podCidr);
  if (!pods) return [];
  const mask = plan.kubernetes.nodeCidrMaskSize;
  const nodes = mask < pods.prefix ? 0 : 2 ** (mask - pods.prefix);
  const addresses = 2 ** (32 - mask) - 2;
  const values = {
    cidr: plan.kubernetes.podCidr,
    mask,
    nodes,
    hosts: plan.hosts.length,
    addresses,
    needed: podsPerNode,
  };
  const path = 'kubernetes.nodeCidrMaskSize';
  if (nodes < Math.max(1, plan.hosts.length))
    return [{ severity: 'block', path, values: { problem: 'nodes', ...values } }];
  if (mask - pods.prefix > widestSplit) return [{ severity: 'block', path, values: { problem: 'split', ...values } }];
  return addresses < podsPerNode ? [{ severity: 'warn', path, values: { problem: 'pods', ...values } }] : [];
});
