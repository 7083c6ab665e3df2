import { hostsWithRole, type Plan } from './schema';

/**
 * Where the members of the Kubernetes etcd are: on every control plane (`stacked`), on hosts of their own (`apart`), or both
 * (`mixed`, which kubeadm doesn't know: some member is alone, or some control plane is without one).
 */
export function etcdLayout(plan: Plan): 'none' | 'stacked' | 'apart' | 'mixed' {
  const members = hostsWithRole(plan, 'etcd');
  const controlPlanes = hostsWithRole(plan, 'control-plane');
  const both = members.filter((host) => host.roles.includes('control-plane')).length;
  if (members.length === 0) return 'none';
  if (both === 0) return 'apart';
  return both === members.length && both === controlPlanes.length ? 'stacked' : 'mixed';
}
