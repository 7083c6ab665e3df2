import { podReady } from '../../cluster-state';
import { createdAt, isOperator, type Look, nameOf, type Sign } from '../look';
import { operatorName, timeOf } from '../objects';

/** helm makes the operator's Deployment and RainbondCluster together; its pod follows within a second. Milliseconds. */
export const operatorAbsentMs = 15_000;
/**
 * A running operator writes its first conditions once it has asked both databases and the registry: seconds. Longer
 * than this it hangs, on an address that lets packets fall. Milliseconds.
 */
export const operatorSilentMs = 25_000;

/** The operator has no pod, or has one and says nothing. What its pod itself suffers from is told like any pod's. */
export function operatorSigns(look: Look): Sign[] {
  const { cluster, pods } = look.objects;
  if (!cluster || cluster.metadata?.deletionTimestamp) return [];
  const own = pods.filter((pod) => isOperator(pod) && !pod.metadata?.deletionTimestamp);
  const sign = (variant: string, since: number, evidence: string): Sign => ({
    kind: 'operator',
    variant,
    subject: `rainbondcluster ${cluster.metadata?.namespace}/${nameOf(cluster)}`,
    component: operatorName,
    since,
    values: {
      regionHost: cluster.spec?.regionDatabase?.host ?? '',
      consoleHost: cluster.spec?.uiDatabase?.host ?? '',
    },
    evidence: look.clean(evidence),
    same: '',
  });
  if (own.length === 0) {
    const last = createdAt(cluster);
    if (look.now - last < operatorAbsentMs) return [];
    return [sign('absent', last, `pods -n ${cluster.metadata?.namespace} -l control-plane=${operatorName}: 0`)];
  }
  if ((cluster.status?.conditions ?? []).length > 0) return [];
  const ready = own.find(podReady);
  const at = timeOf(ready?.status?.conditions?.find(({ type }) => type === 'Ready')?.lastTransitionTime);
  // The operator may be older than what it looks after.
  const since = Math.max(at, createdAt(cluster));
  if (!ready || look.now - since < operatorSilentMs) return [];
  return [sign('silent', since, `${nameOf(ready)}: Ready; RainbondCluster status.conditions: []`)];
}
