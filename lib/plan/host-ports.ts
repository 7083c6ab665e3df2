import type { Plan, PlanHost } from './schema';

/** `use` is a key that ICU can select on: who will listen there. */
export type HostPort = { port: number; protocol: 'tcp' | 'udp'; use: string };

/** Whatever its other roles: a host with one of these is a node of the cluster. */
const nodeRoles = ['control-plane', 'worker', 'gateway', 'build'] as const;

/** kube-apiserver's default --service-node-port-range: kube-proxy needs each of them to be free. */
export const nodePorts = { from: 30_000, to: 32_767 };

/**
 * Ports that a host's roles listen on, on the host's own network (Kubernetes' "Ports and protocols", Rainbond's gateway). Not 5000, the
 * registry's in other installers: Rainbond's own is a pod behind the gateway.
 */
export function portsOf(plan: Plan, { roles }: PlanHost): HostPort[] {
  const ports: HostPort[] = [];
  const add = (use: string, ...numbers: number[]) =>
    ports.push(...numbers.map((port) => ({ port, protocol: 'tcp' as const, use })));
  if (roles.includes('control-plane')) {
    add('controlPlane', 6443, 10257, 10259);
    // RKE2's supervisor, where servers and agents register
    if (plan.kubernetes.distribution === 'rke2') add('controlPlane', 9345);
  }
  if (roles.includes('etcd')) add('etcd', 2379, 2380, 2381);
  if (nodeRoles.some((role) => roles.includes(role))) {
    add('kubelet', 10248, 10250);
    add('proxy', 10249, 10256);
    // Calico's and flannel's VXLAN: 4789 and 8472.
    if (plan.kubernetes.cni === 'flannel' || plan.kubernetes.cni === 'cilium') {
      ports.push({ port: 8472, protocol: 'udp', use: 'pods' });
    }
    if (plan.kubernetes.cni === 'calico') {
      ports.push({ port: 4789, protocol: 'udp', use: 'pods' });
      // BGP, Felix's metrics and health
      add('calico', 179, 9091, 9099);
    }
  }
  if (roles.includes('gateway') && plan.rainbond.kind !== 'none') add('gateway', 80, 443, 6060, 7070, 8443);
  if (roles.includes('nfs-primary') || roles.includes('nfs-secondary')) add('nfs', 111, 2049, 20048);
  if (roles.includes('mysql-primary') || roles.includes('mysql-replica')) add('mysql', 3306);
  return ports;
}
