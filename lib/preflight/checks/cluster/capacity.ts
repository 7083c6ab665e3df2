import type { V1Node, V1Pod } from '@kubernetes/client-node';
import { keepingAway } from '@/lib/plan/cluster-node';
import { quantityOf } from '@/lib/quantity';
import { finding, notRun, passed } from '../../check';
import { clusterCheck, nodeCheck, withRainbond } from './api-check';

const gib = 2 ** 30;
/** Rainbond's documentation: 4 CPU and 8 GB a node at least. A kubelet keeps some for itself: a tenth less is enough. */
const needed = { cpus: 4, memoryGib: 8, tolerance: 0.9 };

type Room = { cpus: number; memory: number };

/** What a node gives to pods, less what its pods have asked for; null when the node doesn't say. */
export function freeOn(node: V1Node, pods: readonly V1Pod[]): Room | null {
  const cpus = quantityOf(node.status?.allocatable?.cpu);
  const memory = quantityOf(node.status?.allocatable?.memory);
  if (cpus === null || memory === null) return null;
  const own = pods.filter(({ spec, status }) => spec?.nodeName === node.metadata?.name && !isOver(status?.phase));
  const asked = own.map(requestsOf);
  return {
    cpus: cpus - asked.reduce((sum, each) => sum + each.cpus, 0),
    memory: memory - asked.reduce((sum, each) => sum + each.memory, 0),
  };
}

const isOver = (phase: string | undefined): boolean => phase === 'Succeeded' || phase === 'Failed';

/** As the scheduler counts: containers together, or the largest of those that run before them; and the pod's own overhead. */
function requestsOf({ spec }: V1Pod): Room {
  const of = (field: 'cpu' | 'memory'): number => {
    const asked = (each: { resources?: { requests?: Record<string, string> } }) =>
      quantityOf(each.resources?.requests?.[field]) ?? 0;
    const together = (spec?.containers ?? []).reduce((sum, each) => sum + asked(each), 0);
    const before = Math.max(0, ...(spec?.initContainers ?? []).map(asked));
    return Math.max(together, before) + (quantityOf(spec?.overhead?.[field]) ?? 0);
  };
  return { cpus: of('cpu'), memory: of('memory') };
}

const isSchedulable = ({ spec }: V1Node): boolean =>
  spec?.unschedulable !== true &&
  keepingAway((spec?.taints ?? []).map(({ key, value = '', effect }) => ({ key, value, effect }))).length === 0;

const shown = ({ cpus, memory }: Room) => ({
  cpus: Math.round(cpus * 10) / 10,
  memory: Math.round((memory / gib) * 10) / 10,
});

const isEnough = ({ cpus, memory }: Room): boolean =>
  cpus >= needed.cpus * needed.tolerance && memory >= needed.memoryGib * gib * needed.tolerance;

const capacity = clusterCheck({
  id: 'cluster.capacity',
  source: 'Rainbond documentation: 4 CPU, 8 GB a node; allocatable less requests',
  section: 'hosts',
  reads: ['nodes', 'pods'],
  byHand: "kubectl describe nodes | grep -A9 'Allocated resources'",
  appliesTo: withRainbond,
  judge: ({ nodes, pods }) => {
    const open = nodes.filter(isSchedulable);
    const rooms = open.map((node) => freeOn(node, pods));
    if (rooms.some((room) => room === null)) return notRun('unreadable', { found: 'status.allocatable' });
    const known = rooms.filter((room) => room !== null);
    const free = {
      cpus: known.reduce((sum, room) => sum + room.cpus, 0),
      memory: known.reduce((sum, room) => sum + room.memory, 0),
    };
    const values = { ...shown(free), nodes: open.length, neededCpus: needed.cpus, neededMemory: needed.memoryGib };
    if (open.length === 0) return finding('block', values);
    return isEnough(free) ? passed(values) : finding('warn', values);
  },
});

const size = nodeCheck({
  id: 'node.size',
  source: 'Rainbond documentation: 4 CPU, 8 GB a node',
  section: 'hosts',
  replaces: ['plan.host.cpu', 'plan.host.memory'],
  reads: ['nodes'],
  byHand: "kubectl get node NODE -o jsonpath='{.status.allocatable}'",
  appliesTo: (context, { roles }) => withRainbond(context) && (roles.includes('gateway') || roles.includes('build')),
  judge: ({ nodes }, _context, host) => {
    const node = nodes.find(({ metadata }) => metadata?.name === host.name);
    if (!node) return notRun('depends', { check: 'cluster.nodes' });
    const room = freeOn(node, []);
    if (!room) return notRun('unreadable', { found: 'status.allocatable' });
    const values = { ...shown(room), neededCpus: needed.cpus, neededMemory: needed.memoryGib };
    return isEnough(room) ? passed(values) : finding('warn', values);
  },
});

export const clusterCapacity = [capacity, size];
