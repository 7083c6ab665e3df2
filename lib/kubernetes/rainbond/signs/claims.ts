import type { V1PersistentVolumeClaim, V1StorageClass } from '@kubernetes/client-node';
import { createdAt, firstSeen, type Look, nameOf, type Sign } from '../look';

/**
 * A class that isn't there may still come, milliseconds: the operator makes a claim and its class in the same pass, in
 * no given order, and passes again every 3 to 5 s. Two passes.
 */
export const classMissingMs = 10_000;
/** A provisioner that runs answers a claim within seconds; one that is away says nothing at all. Milliseconds. */
export const noProvisionerMs = 20_000;

const defaultClass = 'storageclass.kubernetes.io/is-default-class';
const noProvisioner = 'kubernetes.io/no-provisioner';

export function claimSigns(look: Look): Sign[] {
  return look.objects.claims.flatMap((claim) => {
    if (claim.status?.phase === 'Bound' || claim.metadata?.deletionTimestamp) return [];
    return claimSign(look, claim) ?? [];
  });
}

function claimSign(look: Look, claim: V1PersistentVolumeClaim): Sign | null {
  const name = nameOf(claim);
  const wanted = claim.spec?.storageClassName;
  const classes = look.objects.classes;
  const class_ = classes && classOf(classes, wanted);
  const pending = look.now - createdAt(claim);
  const sign = (variant: string, since: number, evidence: string, more: Record<string, string> = {}): Sign => ({
    kind: 'claim-pending',
    variant,
    subject: `claim ${claim.metadata?.namespace}/${name}`,
    component: userOf(look, claim),
    since,
    values: {
      claims: name,
      class: nameOf(class_ ?? {}) || (wanted ?? ''),
      provisioner: class_?.provisioner ?? '',
      ...more,
    },
    evidence: look.clean(evidence),
    same: `${wanted ?? ''} ${more.said ?? ''}`,
    claims: [name],
  });
  if (claim.status?.phase === 'Lost')
    return sign('lost', createdAt(claim), `claim ${name}: phase Lost, volumeName ${claim.spec?.volumeName ?? ''}`);
  const failed = look.eventsOf('PersistentVolumeClaim', name, 'ProvisioningFailed', 'FailedBinding').at(-1);
  if (classes && !class_) {
    if (pending < classMissingMs) return null;
    const listed = classes.map(nameOf).sort().join(', ');
    const there = { classes: listed };
    if (wanted)
      return sign('class-missing', createdAt(claim), failed?.message ?? `StorageClass "${wanted}" not found`, there);
    // An empty name asks for a volume made by hand; no name asks for the default class.
    return wanted === ''
      ? sign('no-volume', createdAt(claim), failed?.message ?? `claim ${name}: storageClassName ""`)
      : sign('no-class', createdAt(claim), failed?.message ?? 'StorageClass, is-default-class=true: 0', there);
  }
  if (failed?.reason === 'ProvisioningFailed') {
    const said = look.clean(failed.message ?? '');
    return sign('failed', firstSeen(failed), said, { said });
  }
  if (failed?.reason === 'FailedBinding' && class_?.provisioner === noProvisioner)
    return pending < noProvisionerMs ? null : sign('no-volume', createdAt(claim), failed.message ?? '');
  const asked = look.eventsOf('PersistentVolumeClaim', name, 'ExternalProvisioning', 'Provisioning').at(-1);
  if (asked?.reason !== 'ExternalProvisioning' || look.now - firstSeen(asked) < noProvisionerMs) return null;
  return sign('no-provisioner', firstSeen(asked), asked.message ?? '');
}

function classOf(classes: V1StorageClass[], wanted: string | undefined): V1StorageClass | undefined {
  if (wanted !== undefined) return classes.find((class_) => nameOf(class_) === wanted);
  return classes.find((class_) => class_.metadata?.annotations?.[defaultClass] === 'true');
}

/** The component whose pod wants the claim; before there is a pod, whose label it carries. */
function userOf(look: Look, claim: V1PersistentVolumeClaim): string {
  const user = look.objects.pods.find((pod) =>
    pod.spec?.volumes?.some((volume) => volume.persistentVolumeClaim?.claimName === nameOf(claim)),
  );
  return user ? look.componentOf(user) : (claim.metadata?.labels?.name ?? '');
}
