import type { V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import { eventAt, podName } from '../../cluster-state';
import { createdAt, firstSeen, isDead, jobOf, type Look, nameOf, type Sign, statusesOf } from '../look';

/**
 * An image that is pulled for longer than this is slow, milliseconds: Rainbond's images have up to 250 MB, which is
 * 20 s at 100 Mbit/s. kubelet pulls one after the other, so the waiting for others is in it.
 */
export const slowPullMs = 20_000;

/** kubelet's reasons of a container that waits because its image can't be had. */
const failedReasons = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'RegistryUnavailable',
  'ImageInspectError',
  'SignatureValidationFailed',
]);

/** What containerd and registries write. The first that matches wins: a 401 also says "not found" in some registries. */
const faults: [variant: string, pattern: RegExp][] = [
  ['http', /server gave HTTP response to HTTPS client/i],
  ['x509', /x509:|tls: failed to verify certificate/i],
  ['no-space', /no space left on device/i],
  ['rate-limit', /toomanyrequests|429 Too Many Requests/i],
  [
    'auth',
    /\b40[13]\b|unauthorized|authentication required|authorization failed|access denied|access to .* is denied|forbidden/i,
  ],
  ['unknown-host', /no such host|server misbehaving|lookup \S+.*: (?:i\/o timeout|connection refused)/i],
  ['refused', /connection refused|connection reset/i],
  [
    'timeout',
    /i\/o timeout|deadline exceeded|handshake timeout|Client\.Timeout|timed out|no route to host|network is unreachable/i,
  ],
  ['not-found', /not found|NotFound|manifest unknown|name unknown|does not exist|no match for platform/i],
];

/** These are the registry's, whatever image is asked for: one cause for all of its images. */
const ofRegistry = new Set(['http', 'x509', 'rate-limit', 'unknown-host', 'refused', 'timeout']);

/** Which registry an image comes from: a first part with a dot or a port is one, else it is Docker's. */
export function registryOf(image: string): string {
  const first = image.split('/')[0] ?? '';
  return image.includes('/') && (/[.:]/.test(first) || first === 'localhost') ? first : 'docker.io';
}

export function pullFault(message: string): string {
  return faults.find(([, pattern]) => pattern.test(message))?.[0] ?? 'other';
}

export function imageSigns(look: Look): Sign[] {
  return look.objects.pods.flatMap((pod) =>
    // A dead pod pulls nothing any more; a Job's says why the Job failed.
    pod.metadata?.deletionTimestamp || (isDead(pod) && jobOf(pod) === undefined)
      ? []
      : statusesOf(pod).flatMap((status) => failedPull(look, pod, status) ?? slowPull(look, pod, status) ?? []),
  );
}

function failedPull(look: Look, pod: V1Pod, status: V1ContainerStatus): Sign | null {
  const { reason = '', message = '' } = status.state?.waiting ?? {};
  if (!failedReasons.has(reason)) return null;
  const image = imageOf(pod, status);
  const failures = look
    .eventsOf('Pod', nameOf(pod), 'Failed')
    .filter((event) => event.message?.startsWith('Failed to pull image') && event.message.includes(`"${image}"`));
  // Before 1.31 kubelet says only that it backs off, and the event has the reason.
  const said = pullFault(message) === 'other' ? (failures.at(-1)?.message ?? message) : message;
  const variant =
    reason === 'InvalidImageName' ? 'bad-name' : reason === 'ErrImageNeverPull' ? 'never' : pullFault(said);
  const registry = registryOf(image);
  return {
    kind: 'image-pull',
    variant,
    subject: podName(pod),
    component: look.componentOf(pod),
    since: failures.length > 0 ? Math.min(...failures.map(firstSeen)) : createdAt(pod),
    values: { image, registry, node: pod.spec?.nodeName ?? '', reason },
    evidence: look.clean(said || `${reason} ${image}`),
    same: ofRegistry.has(variant) ? registry : image,
  };
}

function slowPull(look: Look, pod: V1Pod, status: V1ContainerStatus): Sign | null {
  if (!status.state?.waiting) return null;
  const image = imageOf(pod, status);
  const last = look
    .eventsOf('Pod', nameOf(pod), 'Pulling', 'Pulled', 'Failed', 'BackOff')
    .filter((event) => event.message?.includes(`"${image}"`))
    .at(-1);
  if (last?.reason !== 'Pulling') return null;
  const since = eventAt(last);
  if (look.now - since < slowPullMs) return null;
  return {
    kind: 'slow-pull',
    variant: 'pulling',
    subject: podName(pod),
    component: look.componentOf(pod),
    since,
    values: { image, registry: registryOf(image), node: pod.spec?.nodeName ?? '' },
    evidence: look.clean(last.message ?? ''),
    same: image,
  };
}

/** As the pod's spec names it: the status names what the runtime made of it. */
function imageOf(pod: V1Pod, status: V1ContainerStatus): string {
  const containers = [...(pod.spec?.initContainers ?? []), ...(pod.spec?.containers ?? [])];
  return containers.find(({ name }) => name === status.name)?.image ?? status.image;
}
