import type { V1ContainerState, V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import { eventAt, podName } from '../../cluster-state';
import { containerKey } from '../last-words';
import { createdAt, firstSeen, isDead, jobOf, type Look, lastEnd, nameOf, type Sign, statusesOf } from '../look';
import { timeOf } from '../objects';
import { databaseSign, isDatabaseFault } from './database-fault';

/**
 * A probe that fails while its program starts says nothing, milliseconds: the operator's own probes begin after 5 s,
 * ask every 5 s and want 3 failures, so that a pod counts as unready after 20 s.
 */
export const probeMs = 20_000;
/** A container that ended once is started again at once and may be well: two ends are a crash (kubelet backs off then). */
export const crashEnds = 2;
/** An end that is over is told so long after the container is ready again, milliseconds: it may come back. */
export const afterMs = 60_000;
/** Secrets, volumes and config maps that a pod names are made in the operator's next passes, milliseconds. */
export const mountMs = 15_000;

export function podLifeSigns(look: Look): Sign[] {
  return look.objects.pods.flatMap((pod) => {
    if (pod.metadata?.deletionTimestamp || pod.status?.phase === 'Succeeded') return [];
    const evicted = evictedSign(look, pod);
    if (evicted !== undefined) return evicted ?? [];
    const dead = deadSign(look, pod);
    if (dead !== undefined) return dead ?? [];
    // What a Job's pod ends with is its Job's to tell.
    const ends = jobOf(pod) === undefined;
    const signs = statusesOf(pod).flatMap(
      (status) =>
        memorySign(look, pod, status) ??
        (ends ? (livenessSign(look, pod, status) ?? crashSign(look, pod, status)) : null) ??
        readinessSign(look, pod, status) ??
        [],
    );
    return signs.length > 0 ? signs : (mountSign(look, pod) ?? []);
  });
}

const base = (look: Look, pod: V1Pod, container: string) => ({
  subject: podName(pod),
  component: look.componentOf(pod),
  same: `${look.componentOf(pod)} ${container}`,
});

/** undefined: not evicted; null: evicted, and replaced since. */
function evictedSign(look: Look, pod: V1Pod): Sign | null | undefined {
  if (pod.status?.reason !== 'Evicted') return undefined;
  if (isReplaced(look, pod)) return null;
  const message = pod.status.message ?? '';
  const resource = /low on resource: (\S+?)\./.exec(message)?.[1] ?? '';
  return {
    kind: resource === 'memory' ? 'memory' : 'storage',
    variant: resource === 'memory' ? 'evicted' : 'disk-pressure',
    ...base(look, pod, ''),
    since: timeOf(pod.status.startTime) || createdAt(pod),
    values: { node: pod.spec?.nodeName ?? '', resource },
    evidence: look.clean(message),
  };
}

function isReplaced(look: Look, pod: V1Pod): boolean {
  const component = look.componentOf(pod);
  return look.objects.pods.some(
    (other) => !isDead(other) && look.componentOf(other) === component && statusesOf(other).some(({ ready }) => ready),
  );
}

/**
 * kubelet's reasons not to admit a pod, such as one that it finds after a reboot: the scheduler's filters that it asks
 * again (NodeAffinity, NodePorts, …), and its own. Newer ones begin their message with the fact.
 */
const rejected = /^(Node(Affinity|Name|Ports|Unschedulable)|TaintToleration|OutOf\w+|\w*AdmissionError|PodOS\w+)$/;
const shutdown = /^(Terminated|NodeShutdown|Shutdown)$/;

/** undefined: alive, or of a Job, which tells it itself; null: dead, and replaced since. */
function deadSign(look: Look, pod: V1Pod): Sign | null | undefined {
  if (!isDead(pod) || jobOf(pod) !== undefined) return undefined;
  if (isReplaced(look, pod)) return null;
  const { reason = '', message = '' } = pod.status ?? {};
  const variant = shutdown.test(reason)
    ? 'shutdown'
    : rejected.test(reason) || message.startsWith('Pod was rejected')
      ? 'rejected'
      : reason === 'NodeLost'
        ? 'lost'
        : 'other';
  const ends = statusesOf(pod).flatMap((status) => {
    const end = status.state?.terminated;
    return end ? [{ end, said: `${status.name}: ${end.reason ?? 'Terminated'}, exit code ${end.exitCode}` }] : [];
  });
  const own = [reason, message].filter(Boolean).join(': ');
  return {
    kind: 'pod-failed',
    variant,
    ...base(look, pod, ''),
    since:
      Math.max(0, ...ends.map(({ end }) => timeOf(end.finishedAt))) || timeOf(pod.status?.startTime) || createdAt(pod),
    values: { node: pod.spec?.nodeName ?? '', reason },
    evidence: look.clean(own || ends.map(({ said }) => said).join('; ') || 'phase Failed'),
  };
}

/** kubelet's own word of it, else the end of the log; null while that is read. */
function lastSaid(
  { objects: { lastWords } }: Look,
  pod: V1Pod,
  status: V1ContainerStatus,
  { exitCode, message }: NonNullable<V1ContainerState['terminated']>,
): string | null {
  if (message || exitCode === 0 || !lastWords) return message ?? '';
  return lastWords.get(containerKey(pod, status)) ?? null;
}

const over = (look: Look, status: V1ContainerStatus) =>
  status.ready && look.now - timeOf(lastEnd(status)?.finishedAt) >= afterMs;

function memorySign(look: Look, pod: V1Pod, status: V1ContainerStatus): Sign | null {
  const end = lastEnd(status);
  if (end?.reason !== 'OOMKilled' || over(look, status)) return null;
  const limit = pod.spec?.containers.find(({ name }) => name === status.name)?.resources?.limits?.memory ?? '';
  return {
    kind: 'memory',
    variant: limit ? 'limit' : 'node',
    ...base(look, pod, status.name),
    since: timeOf(end.finishedAt) || createdAt(pod),
    values: { container: status.name, limit, node: pod.spec?.nodeName ?? '', restarts: status.restartCount },
    evidence: look.clean(`${status.name}: OOMKilled, exit code ${end.exitCode}, ${status.restartCount} restarts`),
  };
}

function crashSign(look: Look, pod: V1Pod, status: V1ContainerStatus): Sign | null {
  const { reason = '', message: refused = '' } = status.state?.waiting ?? {};
  const own = base(look, pod, status.name);
  const common = { container: status.name, restarts: status.restartCount, node: pod.spec?.nodeName ?? '' };
  if (reason === 'CreateContainerConfigError' || reason === 'CreateContainerError' || reason === 'RunContainerError') {
    const since = timeOf(pod.status?.conditions?.find(({ type }) => type === 'PodScheduled')?.lastTransitionTime);
    if (look.now - since < mountMs) return null;
    const variant = reason === 'CreateContainerConfigError' ? 'config' : 'start';
    return { kind: 'crash', variant, ...own, since, values: common, evidence: look.clean(`${reason}: ${refused}`) };
  }
  const end = lastEnd(status);
  if (!end || over(look, status) || (end.exitCode === 0 && status.state?.terminated && !status.restartCount))
    return null;
  const ends = status.restartCount + (status.state?.running ? 0 : 1);
  if (ends < crashEnds) return null;
  const message = lastSaid(look, pod, status, end);
  // Its log is being read: in a moment it is known whether it says why.
  if (message === null) return null;
  const said = look.clean(lastLine(message));
  const since = timeOf(end.finishedAt) || createdAt(pod);
  const values = { ...common, exitCode: end.exitCode, said };
  const evidence = said || look.clean(`${status.name}: ${end.reason ?? 'ended'}, exit code ${end.exitCode}`);
  const fault = message.split('\n').findLast(isDatabaseFault);
  if (fault !== undefined) {
    const { values: found, ...of } = databaseSign(look, status.name === 'rbd-app-ui' ? 'console' : 'region', fault);
    return { ...own, since, ...of, values: { ...values, ...found }, evidence: look.clean(fault) };
  }
  return {
    kind: 'crash',
    variant: end.signal || end.exitCode > 128 ? 'signal' : 'exit',
    ...own,
    since,
    values,
    evidence,
  };
}

/** kubelet ends a container that isn't alive: it crashes, and its probe is why. */
function livenessSign(look: Look, pod: V1Pod, status: V1ContainerStatus): Sign | null {
  if (over(look, status)) return null;
  const killed = look
    .eventsOf('Pod', nameOf(pod), 'Killing')
    .some(({ message }) => message?.includes('failed liveness probe') && message.includes(status.name));
  return probeSign(look, pod, status, 'liveness', killed) ?? probeSign(look, pod, status, 'startup', killed);
}

function readinessSign(look: Look, pod: V1Pod, status: V1ContainerStatus): Sign | null {
  return status.ready || !status.state?.running ? null : probeSign(look, pod, status, 'readiness', false);
}

function probeSign(
  look: Look,
  pod: V1Pod,
  status: V1ContainerStatus,
  probe: 'liveness' | 'readiness' | 'startup',
  killed: boolean,
): Sign | null {
  if (status.ready) return null;
  const prefix = `${probe[0]?.toUpperCase()}${probe.slice(1)} probe `;
  const failures = look
    .eventsOf('Pod', nameOf(pod), 'Unhealthy')
    .filter(
      ({ message, involvedObject }) => message?.startsWith(prefix) && isOf(involvedObject.fieldPath, status.name),
    );
  const last = failures.at(-1);
  if (!last) return null;
  // An event counts on over restarts; a readiness probe is only about the program that runs now.
  const started = probe === 'readiness' ? timeOf(status.state?.running?.startedAt) : 0;
  if (eventAt(last) < started) return null;
  const since = Math.max(Math.min(...failures.map(firstSeen)), started);
  if (!killed && look.now - since < probeMs) return null;
  const said = look.clean((last.message ?? '').replace(/^\w+ probe (?:failed|errored)[^:]*: ?/, ''));
  return {
    kind: 'probe',
    variant: probe,
    ...base(look, pod, status.name),
    since,
    values: { container: status.name, said, node: pod.spec?.nodeName ?? '', restarts: status.restartCount },
    evidence: look.clean(last.message ?? ''),
  };
}

const isOf = (fieldPath: string | undefined, container: string) =>
  fieldPath === undefined || fieldPath.includes(`{${container}}`);

/** A volume that can't be mounted: its pod waits without a word in its status. */
function mountSign(look: Look, pod: V1Pod): Sign | null {
  if (!statusesOf(pod).some(({ state }) => state?.waiting)) return null;
  const last = look.eventsOf('Pod', nameOf(pod), 'FailedMount', 'FailedAttachVolume', 'FailedCreatePodSandBox').at(-1);
  if (!last || look.now - firstSeen(last) < mountMs) return null;
  const message = last.message ?? '';
  const variant =
    last.reason === 'FailedCreatePodSandBox'
      ? 'sandbox'
      : /hostPath type check failed/.test(message)
        ? 'host-path'
        : /(?:secret|configmap) "?[^"]+"? not found/i.test(message)
          ? 'mount-object'
          : 'mount';
  return {
    kind: 'storage',
    variant,
    ...base(look, pod, ''),
    since: firstSeen(last),
    values: {
      node: pod.spec?.nodeName ?? '',
      volume: /volume "([^"]+)"/.exec(message)?.[1] ?? '',
      path: /hostPath type check failed: (\S+)/.exec(message)?.[1] ?? '',
    },
    evidence: look.clean(message),
  };
}

const lastLine = (text: string) => text.trimEnd().split('\n').at(-1) ?? '';
