import type { Plan, PlanHop, PlanHost } from '../schema';
import { changeHosts, type Places } from './change-hosts';

/** The bastions on the way that all hosts share; empty when they are reached directly, null when they differ. */
export function commonHops(hosts: readonly PlanHost[]): readonly PlanHop[] | null {
  const ways = hosts.map(({ ssh }) => ssh.via ?? []);
  const [first = []] = ways;
  return ways.every((way) => JSON.stringify(way) === JSON.stringify(first)) ? first : null;
}

/** Other bastions on the way to some hosts; none: the console reaches them itself. */
export function setHops(plan: Plan, places: Places, hops: readonly PlanHop[]): Plan {
  return changeHosts(plan, places, (host) => {
    const { via: _before, ...ssh } = host.ssh;
    return { ...host, ssh: hops.length > 0 ? { ...ssh, via: [...hops] } : ssh };
  });
}

/** How a host is signed in to, for another one that is most likely reached the same way. */
export function loginLike(hosts: readonly PlanHost[]): Partial<PlanHost['ssh']> {
  const like = hosts.find((host) => host.ssh.credential !== '') ?? hosts[0];
  if (!like) return {};
  const { port, user, credential, via } = like.ssh;
  return { port, user, credential, ...(via ? { via } : {}) };
}
