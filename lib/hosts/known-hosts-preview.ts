import type { Plan } from '@/lib/plan/schema';
import { hostKeyFingerprint } from '@/lib/store/host-keys';
import { keysFor, type LeftLine, parseKnownHosts } from './known-hosts';

/** A key of a known_hosts file for a host or bastion of a plan. */
export type FoundKey = {
  /** Names of the plan's hosts there; a bastion has none. */
  hosts: string[];
  address: string;
  port: number;
  keyType: string;
  fingerprint: string;
  key: string;
  /** `other`: another key of this type is accepted, which no import takes the place of. */
  state: 'new' | 'accepted' | 'other';
};
/** `without`: places of plans that the file has no key for. */
export type KnownHostsPreview = { found: FoundKey[]; left: LeftLine[]; without: string[] };

type Pinned = { address: string; port: number; keyType: string; fingerprint: string };

/** What a known_hosts file has for the hosts of all plans and the bastions on the way to them. */
export function previewOf(text: string, plans: readonly Plan[], pinned: readonly Pinned[]): KnownHostsPreview {
  const file = parseKnownHosts(text);
  const found: FoundKey[] = [];
  const without: string[] = [];
  for (const [name, { address, port, hosts }] of placesOf(plans)) {
    const keys = keysFor(file, { address, port });
    if (keys.length === 0) without.push(name);
    for (const { type, key } of keys) {
      const fingerprint = hostKeyFingerprint(key);
      const same = pinned.find((each) => each.address === address && each.port === port && each.keyType === type);
      const state = same === undefined ? 'new' : same.fingerprint === fingerprint ? 'accepted' : 'other';
      found.push({ hosts: [...hosts], address, port, keyType: type, fingerprint, key, state });
    }
  }
  return { found, left: file.left, without };
}

function placesOf(plans: readonly Plan[]): Map<string, { address: string; port: number; hosts: Set<string> }> {
  const places = new Map<string, { address: string; port: number; hosts: Set<string> }>();
  const add = (address: string, port: number, host?: string) => {
    if (address === '') return;
    const name = port === 22 ? address : `${address}:${port}`;
    const place = places.get(name) ?? { address, port, hosts: new Set() };
    places.set(name, place);
    if (host) place.hosts.add(host);
  };
  for (const { address, name, ssh } of plans.flatMap((plan) => plan.hosts)) {
    add(address, ssh.port, name);
    for (const hop of ssh.via ?? []) add(hop.address, hop.port);
  }
  return places;
}
