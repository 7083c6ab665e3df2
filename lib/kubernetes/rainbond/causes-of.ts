import { neededBy, worksOn } from './depends-on';
import { Look, type Sign } from './look';
import { operatorName, type RainbondObjects } from './objects';
import { claimSigns } from './signs/claims';
import { conditionSigns } from './signs/conditions';
import { hookSigns } from './signs/hooks';
import { imageSigns } from './signs/images';
import { operatorSigns } from './signs/operator';
import { podLifeSigns } from './signs/pod-life';
import { schedulingSigns } from './signs/scheduling';
import { causeKinds, type RainbondCause } from './state';

/**
 * Why Rainbond doesn't come up, as the objects say it at `now` (milliseconds, the cluster's clock). A sign that may
 * pass by itself is one only after the time that stands beside its finder. What fails because of something else that
 * is found is not a cause of its own: the cause names it in `values.affected`. The same objects give the same list in
 * the same order.
 */
export function causesOf(objects: RainbondObjects, now: number): RainbondCause[] {
  const look = new Look(objects, now);
  const signs = merged([
    ...operatorSigns(look),
    ...hookSigns(look),
    ...conditionSigns(look),
    ...claimSigns(look),
    ...schedulingSigns(look),
    ...imageSigns(look),
    ...podLifeSigns(look),
  ]);
  const roots = signs.filter((sign) => !signs.some((other) => other !== sign && follows(sign, other)));
  const causes = roots.flatMap((root) => {
    // A pod that waits for a claim says so from the first second on; until the claim has a cause, that is no news.
    if (root.kind === 'scheduling' && root.variant === 'claim' && waitsQuietly(look, root)) return [];
    return cause(root, affectedBy(root, signs));
  });
  return causes.toSorted(byWeight);
}

/** Whether `sign` is there because of `other`. */
function follows(sign: Sign, other: Sign): boolean {
  // A Job fails because its pod does, and its pod says more; the console's migrations fail with their database.
  if (sign.kind === 'hook')
    return other.kind === 'database'
      ? isUserOf(sign, other)
      : other.component === sign.component && other.kind !== 'hook' && other.kind !== 'probe';
  if (other.kind === 'claim-pending') {
    if (sign.kind === 'storage' && sign.subject.startsWith('condition ')) return true;
    if (sign.kind === 'scheduling' && ['claim', 'missing-claim', 'volume-node'].includes(sign.variant))
      return (sign.claims ?? []).some((claim) => other.claims?.includes(claim));
  }
  // A claim waits for its provisioner, which is a component here: its own pod says why it isn't there.
  if (sign.kind === 'claim-pending' || (sign.kind === 'storage' && sign.variant === 'in-progress'))
    return (
      /provisioner|^nfs-/.test(other.component) &&
      other.component !== sign.component &&
      other.kind !== 'claim-pending' &&
      sign.variant !== 'failed'
    );
  if (sign.kind === 'image-pull' && sign.variant === 'registry')
    return other.component === 'rbd-hub' && other.variant !== 'registry';
  if (sign.kind === 'operator' && sign.component === operatorName && sign.variant !== 'refused')
    return other.component === operatorName && (other.kind !== 'operator' || other.variant === 'refused');
  if (sign.kind === 'database' && !sign.subject.startsWith('condition '))
    return other.kind === 'database' && other.subject.startsWith('condition ');
  if (sign.kind !== 'probe' && sign.kind !== 'crash') return false;
  if (other.kind === 'slow-pull') return neededBy(sign.component).has(other.component);
  if (other.kind === 'database') return isUserOf(sign, other);
  if (other.component === '' || other.component === sign.component) return false;
  return neededBy(sign.component).has(other.component);
}

const isUserOf = (sign: Sign, { values }: Sign) =>
  (['region', 'console'] as const).some(
    (which) => String(values.which).includes(which) && worksOn(sign.component, which),
  );

function affectedBy(root: Sign, signs: Sign[]): string[] {
  const own = signs.filter((sign) => sign !== root && follows(sign, root)).flatMap(({ component }) => component);
  const merged = String(root.values.affected ?? '').split(', ');
  return [...new Set([...own, ...merged])].filter((name) => name !== '' && name !== root.component).sort();
}

function waitsQuietly(look: Look, { claims = [] }: Sign): boolean {
  return look.objects.claims.some(
    (claim) => claims.includes(claim.metadata?.name ?? '') && claim.status?.phase !== 'Bound',
  );
}

/** Signs of one thing as one: the earliest, with all components, pods, nodes and claims. */
function merged(signs: Sign[]): Sign[] {
  const groups = Map.groupBy(signs, ({ kind, variant, same }) => `${kind} ${variant} ${same}`);
  return [...groups.values()].map((group) => {
    const sorted = group.toSorted((a, b) => a.since - b.since || compare(a.subject, b.subject));
    const first = sorted[0] as Sign;
    const all = (of: (sign: Sign) => string | number | undefined) =>
      [...new Set(group.map(of).filter((value) => value !== undefined && value !== ''))].sort().join(', ');
    const values: Sign['values'] = {
      ...first.values,
      count: group.length,
      affected: all(({ component }) => component),
    };
    if (first.values.node !== undefined) values.node = all((sign) => sign.values.node);
    if (first.values.claims !== undefined) values.claims = all((sign) => sign.values.claims);
    if (first.kind === 'database')
      for (const name of ['which', 'database']) values[name] = all((sign) => sign.values[name]);
    return { ...first, values, claims: group.flatMap(({ claims = [] }) => claims) };
  });
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function cause(
  { kind, variant, subject, component, since, values, evidence }: Sign,
  affected: string[],
): RainbondCause {
  return {
    kind,
    subject,
    component,
    since,
    values: { ...values, variant, affected: affected.join(', '), affectedCount: affected.length },
    evidence,
  };
}

/** The worst kind first, then the oldest: what was there first is nearer to the root. */
function byWeight(a: RainbondCause, b: RainbondCause): number {
  return causeKinds.indexOf(a.kind) - causeKinds.indexOf(b.kind) || a.since - b.since || compare(a.subject, b.subject);
}
