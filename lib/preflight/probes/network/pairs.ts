import { type HostPort, portsOf } from '@/lib/plan/host-ports';
import type { Plan, PlanHost } from '@/lib/plan/schema';

/** Up to so many hosts every pair is tried: 60 hosts are 3540 pairs. */
export const allPairsUpTo = 60;
/** Beyond, every host tries so many others, spread over the plan. */
export const peersWhenSampled = 24;

/** Everybody who has to reach a port of a host, by who listens there. Ports that only the host itself uses are absent. */
const clients: Record<string, (from: PlanHost, port: number) => boolean> = {
  // 10257 and 10259 are the controllers' own health ports
  controlPlane: (from, port) => (port === 6443 || port === 9345) && isNode(from),
  etcd: (from, port) => from.roles.includes('etcd') || (port === 2379 && from.roles.includes('control-plane')),
  kubelet: (from, port) => port === 10250 && isNode(from),
  pods: (from) => isNode(from),
  // BGP between all nodes, Calico's node-to-node mesh; 9091 and 9099 are its own health and metrics
  calico: (from, port) => port === 179 && isNode(from),
  gateway: () => true,
  nfs: (from) => isNode(from) || from.roles.includes('nfs-primary') || from.roles.includes('nfs-secondary'),
  mysql: (from) => isNode(from) || from.roles.includes('mysql-primary') || from.roles.includes('mysql-replica'),
};
/** What every node of a pair of nodes must reach: the only uses that are sampled. */
const betweenAll = new Set(['kubelet', 'pods', 'calico']);

function isNode({ roles }: PlanHost): boolean {
  return (['control-plane', 'worker', 'gateway', 'build'] as const).some((role) => roles.includes(role));
}

/** Ports of `to` that `from` has to reach under this plan. */
export function portsBetween(plan: Plan, from: PlanHost, to: PlanHost): HostPort[] {
  if (from === to) return [];
  return portsOf(plan, to).filter(({ use, port }) => clients[use]?.(from, port) ?? false);
}

/** Ports on which a host has to answer others, each once. */
export function portsAsked(plan: Plan, host: PlanHost): HostPort[] {
  const seen = new Set<string>();
  return plan.hosts
    .flatMap((from) => portsBetween(plan, from, host))
    .filter(({ protocol, port }) => !seen.has(`${protocol}/${port}`) && seen.add(`${protocol}/${port}`));
}

/** Indexes of the hosts that `index` of `count` tries: all, or some at even distances, the next one among them. */
export function peersOf(index: number, count: number): number[] {
  if (count <= allPairsUpTo) return Array.from({ length: count }, (_, peer) => peer).filter((peer) => peer !== index);
  const steps = Array.from(
    { length: peersWhenSampled },
    (_, k) => 1 + Math.floor((k * (count - 1)) / peersWhenSampled),
  );
  return [...new Set(steps.map((step) => (index + step) % count))].sort((a, b) => a - b);
}

/** One host's part: whom it asks what. `ports` of a pair that wasn't sampled hold what is never left out: servers, etcd, gateways. */
export type PairPlan = { peer: number; sampled: boolean; ports: HostPort[] };
export type MatrixPlan = {
  /** By the asking host's index. */
  pairs: PairPlan[][];
  /** Whether pairs were left out, and how many ordered pairs are tried of how many. */
  sampled: boolean;
  tried: number;
  of: number;
};

export function planMatrix(plan: Plan): MatrixPlan {
  const count = plan.hosts.length;
  const pairs = plan.hosts.map((from, index) => {
    const peers = new Set(peersOf(index, count));
    return plan.hosts.flatMap((to, peer): PairPlan[] => {
      if (peer === index) return [];
      const sampled = peers.has(peer);
      const ports = portsBetween(plan, from, to).filter(({ use }) => sampled || !betweenAll.has(use));
      return sampled || ports.length > 0 ? [{ peer, sampled, ports }] : [];
    });
  });
  const tried = pairs.reduce((sum, row) => sum + row.length, 0);
  const of = count * (count - 1);
  return { pairs, sampled: tried < of, tried, of };
}
