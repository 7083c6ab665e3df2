import type { NodeReading } from '@/lib/kubernetes/objects-reading';
import { hostsWithRole, type Plan } from '@/lib/plan/schema';
import { current } from './reading';
import type { Readings } from './readings';
import type { CapabilityState, HiddenPoint } from './view';

/** Provisioners that keep a volume on one node's disk: `rancher.io/local-path`, and Rainbond's own copy of it. */
const localPath = /(^|[./])local-path$/;

/** Single points of failure that no role and no number of replicas shows, with their state now. Empty without Rainbond. */
export function hiddenPoints(plan: Plan, readings: Readings): HiddenPoint[] {
  if (plan.rainbond.kind === 'none') return [];
  const objects = current(readings.objects);
  const nodes = objects?.nodes ?? null;
  return [...imageHubName(plan, nodes), ...singleReplicas(readings), ...localVolumes(readings, nodes)];
}

/** Every node's hosts file says that goodrain.me is the first gateway. */
function imageHubName(plan: Plan, nodes: NodeReading[] | null): HiddenPoint[] {
  const [first] = hostsWithRole(plan, 'gateway');
  if (plan.registry.kind !== 'built-in' || !first) return [];
  return [{ kind: 'goodrain-me', subject: '', node: first.name, state: stateOfNode(first.name, nodes) }];
}

function singleReplicas({ rainbond }: Readings): HiddenPoint[] {
  const known = rainbond.value;
  if (!known) return [];
  return known.components
    .filter(({ wanted }) => wanted === 1)
    .map(({ name, ready, pods }) => ({
      kind: 'one-replica',
      subject: name,
      node: pods[0]?.node ?? '',
      state: rainbond.silentSince !== null ? 'unknown' : ready > 0 ? 'up' : 'down',
    }));
}

function localVolumes({ objects }: Readings, nodes: NodeReading[] | null): HiddenPoint[] {
  const seen = objects.value;
  if (!seen) return [];
  const local = seen.classes.filter(({ provisioner }) => localPath.test(provisioner)).map(({ name }) => name);
  return seen.claims
    .filter(({ namespace, storageClass, bound }) => namespace === 'rbd-system' && bound && local.includes(storageClass))
    .map(({ name, node }) => ({ kind: 'local-volume', subject: name, node, state: stateOfNode(node, nodes) }));
}

/** A node that the API lost touch with may run on: nobody knows. */
function stateOfNode(name: string, nodes: NodeReading[] | null): CapabilityState {
  const ready = nodes?.find((each) => each.name === name)?.ready;
  if (ready === 'ready') return 'up';
  return ready === 'not-ready' ? 'down' : 'unknown';
}
