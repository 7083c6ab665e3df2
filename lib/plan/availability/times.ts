import { parseAllDocuments } from 'yaml';
import type { Plan } from '../schema';

/**
 * Seconds until a block volume is taken from a dead node by force: kube-controller-manager's
 * `maxWaitForUnmountDuration`, 6 minutes. It counts from the pod's deletion.
 */
export const detachSeconds = 360;

export type Times = {
  /**
   * Until a silent node is NotReady and Services stop sending to it: kube-controller-manager's `node-monitor-grace-period`, 50 s by
   * default, 40 s before Kubernetes 1.32.
   */
  notReadySeconds: number;
  /**
   * Until its pods are replaced on others, their start not counted: the above and `default-unreachable-toleration-seconds`
   * of the API server, 300 s by default.
   */
  evictionSeconds: number;
};

/** The defaults of the plan's version, or what its kubeadm override says. */
export function timesOf(plan: Plan): Times {
  const minor = Number(/^v?1\.(\d+)/.exec(plan.kubernetes.version)?.[1] ?? Number.POSITIVE_INFINITY);
  const { kubeadm } = plan.kubernetes.overrides;
  const notReadySeconds =
    durationSeconds(extraArg(kubeadm, 'controllerManager', 'node-monitor-grace-period')) ?? (minor < 32 ? 40 : 50);
  const toleration = Number(extraArg(kubeadm, 'apiServer', 'default-unreachable-toleration-seconds') ?? 300);
  return { notReadySeconds, evictionSeconds: notReadySeconds + (Number.isFinite(toleration) ? toleration : 300) };
}

/** Of the override's ClusterConfiguration; null when it isn't set, or the override can't be read. */
function extraArg(text: string, component: string, name: string): string | null {
  if (!text.includes(name)) return null;
  const documents = parseAllDocuments(text);
  for (const document of Array.isArray(documents) ? documents : []) {
    if (document.errors.length > 0 || document.get('kind') !== 'ClusterConfiguration') continue;
    const args: unknown = document.toJS()?.[component]?.extraArgs;
    const found: unknown = Array.isArray(args) ? args.find((each) => each?.name === name)?.value : null;
    if (typeof found === 'string' || typeof found === 'number') return String(found);
  }
  return null;
}

/** Go's durations of hours, minutes and seconds: `20s`, `1m30s`. */
function durationSeconds(text: string | null): number | null {
  const parts = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(text ?? '');
  if (!text || !parts) return null;
  const [hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return hours * 3600 + minutes * 60 + seconds;
}
