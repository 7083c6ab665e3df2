import { isDeepStrictEqual } from 'node:util';
import type { Plan, PlanHost } from '@/lib/plan/schema';
import { checkedPart } from './checked-part';

/** What of a plan is another than a preflight looked at; 'none' where nothing changed, so that the text can leave it out. */
export type PlanChanges = {
  /** Names of hosts. */
  added: string;
  removed: string;
  /** `node-2: 10.0.0.12 → 10.0.0.22`. */
  moved: string;
  /** `node-2: worker → control-plane, etcd`. */
  roles: string;
  /** Names of hosts that are signed in to in another way. */
  ssh: string;
  /** `v1.35.2 → v1.36.3`. */
  version: string;
  /** Sections of the plan document: `entry, storage`. */
  sections: string;
};

const addressesOf = ({ address, internalAddress }: PlanHost) =>
  internalAddress && internalAddress !== address ? `${address} (${internalAddress})` : address;
const listed = (all: string[]) => all.join('; ') || 'none';

/** Only what checks depend on (checked-part.ts): racks and accepted findings change nothing that was looked at. */
export function planChanges(before: Plan, now: Plan): PlanChanges {
  const earlier = new Map(before.hosts.map((host) => [host.name, host]));
  const names = new Set(now.hosts.map(({ name }) => name));
  const both = now.hosts.flatMap((host) => {
    const was = earlier.get(host.name);
    return was ? [{ was, host }] : [];
  });
  const changed = (say: (host: PlanHost) => string) =>
    listed(
      both.flatMap(({ was, host }) =>
        say(was) === say(host) ? [] : [`${host.name}: ${say(was) || '–'} → ${say(host) || '–'}`],
      ),
    );
  const { version: versionBefore } = before.kubernetes;
  const { version } = now.kubernetes;
  const withoutNamed = (plan: Plan) => {
    const { hosts: _hosts, ...rest } = checkedPart(plan) as Record<string, unknown>;
    return { ...rest, kubernetes: { ...plan.kubernetes, version: '' } } as Record<string, unknown>;
  };
  const [then, since] = [withoutNamed(before), withoutNamed(now)];
  const sections = [...new Set([...Object.keys(then), ...Object.keys(since)])].filter(
    (key) => !isDeepStrictEqual(then[key], since[key]),
  );
  return {
    added: now.hosts.flatMap(({ name }) => (earlier.has(name) ? [] : [name])).join(', ') || 'none',
    removed: before.hosts.flatMap(({ name }) => (names.has(name) ? [] : [name])).join(', ') || 'none',
    moved: changed(addressesOf),
    roles: changed(({ roles }) => [...roles].sort().join(', ')),
    ssh:
      both.flatMap(({ was, host }) => (isDeepStrictEqual(was.ssh, host.ssh) ? [] : [host.name])).join(', ') || 'none',
    version: versionBefore === version ? 'none' : `${versionBefore} → ${version}`,
    sections: sections.join(', ') || 'none',
  };
}
