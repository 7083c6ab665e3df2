import type { V1Pod } from '@kubernetes/client-node';
import { eventAt, podName } from '../../cluster-state';
import { createdAt, firstSeen, isOperator, type Look, nameOf, type Sign } from '../look';
import { operatorName, timeOf } from '../objects';

/**
 * What passes by itself while nodes and claims come up, milliseconds: a node that isn't ready yet, a claim that isn't
 * made yet, a pod of an earlier version that still holds the port. kubelet reports a node Ready within 10 s of its
 * network; the operator makes claims in its next pass, after 3 to 5 s.
 */
export const unsettledMs = 20_000;

/** The scheduler's words; when reasons are equally many, the one that stands first here is told. */
const reasons: [variant: string, pattern: RegExp][] = [
  [
    'node-names',
    /didn't match Pod's node affinity|node selector|didn't match PersistentVolume's node affinity\/selector/,
  ],
  ['volume-node', /volume node affinity conflict|didn't find available persistent volumes to bind/],
  ['ports', /didn't have free ports/],
  ['memory', /Insufficient memory/],
  ['cpu', /Insufficient cpu/],
  ['spread', /anti-affinity rules|topology spread constraints/],
  ['claim', /unbound immediate PersistentVolumeClaims/],
  ['missing-claim', /persistentvolumeclaim "[^"]+" not found/],
  [
    'not-ready',
    /taint \{node\.kubernetes\.io\/(?:not-ready|unreachable|network-unavailable|unschedulable)|were unschedulable/,
  ],
  ['pressure', /taint \{node\.kubernetes\.io\/(?:disk|memory|pid)-pressure/],
  ['taints', /taint/],
  ['too-many-pods', /Too many pods/],
];
const unsettled = new Set(['claim', 'missing-claim', 'not-ready', 'ports']);

export function schedulingSigns(look: Look): Sign[] {
  return [...look.objects.pods.flatMap((pod) => unscheduled(look, pod) ?? []), ...refusedSigns(look)];
}

function unscheduled(look: Look, pod: V1Pod): Sign | null {
  if (pod.metadata?.deletionTimestamp || pod.spec?.nodeName) return null;
  const condition = pod.status?.conditions?.find(({ type }) => type === 'PodScheduled');
  if (condition?.status !== 'False' || condition.reason === 'SchedulingGated') return null;
  const event = look.eventsOf('Pod', nameOf(pod), 'FailedScheduling').at(-1);
  const message = condition.message ?? event?.message ?? '';
  const variant = mainReason(message);
  const since = timeOf(condition.lastTransitionTime) || createdAt(pod);
  if (unsettled.has(variant) && look.now - since < unsettledMs) return null;
  const taint = /taint \{([^}:]+)/.exec(message)?.[1]?.trim() ?? '';
  return {
    kind: 'scheduling',
    variant,
    subject: podName(pod),
    component: look.componentOf(pod),
    since,
    values: {
      wanted: wantedNodes(pod).join(', '),
      nodes: look.objects.nodes.map(nameOf).sort().join(', '),
      taint,
      claim: /persistentvolumeclaim "([^"]+)"/.exec(message)?.[1] ?? '',
      cpu: asked(pod, 'cpu'),
      memory: asked(pod, 'memory'),
      ports: hostPorts(pod).join(', '),
    },
    evidence: look.clean(message.split(/\.? preemption: /)[0] ?? message),
    same: look.componentOf(pod),
    claims: claimsOf(pod),
  };
}

/**
 * `0/3 nodes are available: 1 node(s) had untolerated taint {…}, 2 Insufficient memory. preemption: …`: the reason
 * that holds for most nodes. A reason without a number holds for the pod, whatever the node.
 */
export function mainReason(message: string): string {
  const list = /nodes are available: (.*?)\.?(?: preemption: | no new claims|$)/.exec(message)?.[1] ?? message;
  let best = { variant: 'other', nodes: 0, rank: reasons.length };
  for (const part of list.split(/, (?=\d+ )|; /)) {
    const rank = reasons.findIndex(([, pattern]) => pattern.test(part));
    if (rank < 0) continue;
    const nodes = Number(/^\d+/.exec(part)?.[0] ?? Number.MAX_SAFE_INTEGER);
    if (nodes > best.nodes || (nodes === best.nodes && rank < best.rank))
      best = { variant: reasons[rank]?.[0] ?? 'other', nodes, rank };
  }
  return best.variant;
}

/** Names that the pod's required affinity or selector asks for: rbd-gateway and rbd-chaos name theirs. */
function wantedNodes(pod: V1Pod): string[] {
  const terms = pod.spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  const named = (terms ?? []).flatMap((term) =>
    (term.matchExpressions ?? []).filter(({ key }) => key.endsWith('/hostname')).flatMap(({ values }) => values ?? []),
  );
  const labels = Object.entries(pod.spec?.nodeSelector ?? {}).map(([key, value]) => `${key}=${value}`);
  return [...new Set([...named, ...labels])].sort();
}

function asked(pod: V1Pod, resource: 'cpu' | 'memory'): string {
  const requests = (pod.spec?.containers ?? []).flatMap(({ resources }) => resources?.requests?.[resource] ?? []);
  return requests.join(' + ');
}

const hostPorts = (pod: V1Pod) =>
  (pod.spec?.containers ?? []).flatMap(({ ports = [] }) =>
    ports.flatMap(({ hostPort, containerPort }) => hostPort ?? (pod.spec?.hostNetwork ? containerPort : [])),
  );

export const claimsOf = (pod: V1Pod) =>
  (pod.spec?.volumes ?? []).flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []);

/** Pods that may not even be made: pod security or a quota refuses them, and only an event of their owner says so. */
function refusedSigns(look: Look): Sign[] {
  const owners = ['ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job'];
  const refused = look.objects.events.filter(
    ({ reason, involvedObject }) => reason === 'FailedCreate' && owners.includes(involvedObject.kind ?? ''),
  );
  return refused.flatMap((event) => {
    const { kind = '', name = '', namespace } = event.involvedObject;
    const component = kind === 'ReplicaSet' ? name.replace(/-[a-z0-9]+$/, '') : name;
    // It is over once a pod of that owner was made after it.
    const over = look.objects.pods.some(
      (pod) => nameOf(pod).startsWith(`${name}-`) && createdAt(pod) >= eventAt(event),
    );
    if (over) return [];
    const operator =
      component === operatorName ||
      look.objects.pods.some((pod) => isOperator(pod) && nameOf(pod).startsWith(component));
    return {
      kind: operator ? 'operator' : 'scheduling',
      variant: 'refused',
      subject: `${kind.toLowerCase()} ${namespace}/${name}`,
      component,
      since: firstSeen(event),
      values: {},
      evidence: look.clean(event.message ?? ''),
      same: component,
    } satisfies Sign;
  });
}
