import { type Place, placeKey, placeOfHost, wayOf } from '@/lib/plan/place';
import type { Plan } from '@/lib/plan/schema';
import { hostKeyFingerprint } from '@/lib/store/host-keys';
import { keysFor, type LeftLine, parseKnownHosts } from './known-hosts';

/** A key of a known_hosts file for a host or bastion of a plan. */
export type FoundKey = Place & {
  /** Names of the plan's hosts there; a bastion has none. */
  hosts: string[];
  keyType: string;
  fingerprint: string;
  key: string;
  /** `other`: another key of this type is accepted, which no import takes the place of. */
  state: 'new' | 'accepted' | 'other';
};
/** `without`: places of plans that the file has no key for. */
export type KnownHostsPreview = { found: FoundKey[]; left: LeftLine[]; without: string[] };

type Pinned = Place & { keyType: string; fingerprint: string };

/**
 * What a known_hosts file has for the hosts of all plans and the bastions on the way to them. The file knows no ways, as ssh looks a host up by its
 * address also behind a ProxyJump: a key counts for each way that plans take to the address, and a person chooses.
 */
export function previewOf(text: string, plans: readonly Plan[], pinned: readonly Pinned[]): KnownHostsPreview {
  const file = parseKnownHosts(text);
  const found: FoundKey[] = [];
  const without: string[] = [];
  for (const { way, address, port, hosts } of placesOf(plans)) {
    const keys = keysFor(file, { address, port });
    if (keys.length === 0) without.push(port === 22 ? address : `${address}:${port}`);
    for (const { type, key } of keys) {
      const fingerprint = hostKeyFingerprint(key);
      const same = pinned.find((each) => placeKey(each) === placeKey({ way, address, port }) && each.keyType === type);
      const state = same === undefined ? 'new' : same.fingerprint === fingerprint ? 'accepted' : 'other';
      found.push({ hosts: [...hosts], way, address, port, keyType: type, fingerprint, key, state });
    }
  }
  return { found, left: file.left, without };
}

function placesOf(plans: readonly Plan[]): (Place & { hosts: Set<string> })[] {
  const places = new Map<string, Place & { hosts: Set<string> }>();
  const add = (at: Place, host?: string) => {
    if (at.address === '') return;
    const place = places.get(placeKey(at)) ?? { ...at, hosts: new Set() };
    places.set(placeKey(at), place);
    if (host) place.hosts.add(host);
  };
  for (const host of plans.flatMap((plan) => plan.hosts)) {
    add(placeOfHost(host), host.name);
    const hops = host.ssh.via ?? [];
    for (const [index, { address, port }] of hops.entries()) add({ way: wayOf(hops.slice(0, index)), address, port });
  }
  return [...places.values()];
}
