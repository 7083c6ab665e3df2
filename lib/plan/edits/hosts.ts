import type { FindingValues } from '../finding';
import { freeName } from '../parse-host-lines';
import { hostSchema, type Plan, roles } from '../schema';
import { changeHosts, isAmong, type Places } from './change-hosts';
import { loginLike } from './hops';

/**
 * One more host, last in the plan, that waits for its address. It signs in as the others do; the first of a plan has every
 * role, a later one is a worker.
 *
 * @param domain the failure domain that it stands in, '' for none
 */
export function addHost(plan: Plan, domain = ''): Plan {
  const host = hostSchema.parse({
    name: freeName(new Set(plan.hosts.map(({ name }) => name))),
    address: '',
    ssh: loginLike(plan.hosts),
    failureDomain: domain,
    roles: plan.hosts.length === 0 ? [...roles] : ['worker'],
  });
  return { ...plan, hosts: [...plan.hosts, host] };
}

/** Slipway runs beside the cluster again when the host that it was on is one of them, and helm has no host while its own is. */
export function removeHosts(plan: Plan, places: Places): Plan {
  const hosts = plan.hosts.filter((_host, index) => !isAmong(places, index));
  const stays = (name: string) => hosts.some((host) => host.name === name);
  return {
    ...plan,
    hosts,
    slipway: stays(plan.slipway.host) ? plan.slipway : { ...plan.slipway, host: '' },
    kubernetes: stays(plan.kubernetes.runner) ? plan.kubernetes : { ...plan.kubernetes, runner: '' },
  };
}

/** Whatever names the host goes on naming it; while its name is doubled nobody can tell which of the two was meant. */
export function renameHost(plan: Plan, index: number, name: string): Plan {
  const before = plan.hosts[index]?.name ?? '';
  const renamed = changeHosts(plan, index, (host) => ({ ...host, name }));
  const told = before !== '' && plan.hosts.filter((host) => host.name === before).length === 1;
  if (!told) return renamed;
  return {
    ...renamed,
    slipway: plan.slipway.host === before ? { ...plan.slipway, host: name } : plan.slipway,
    kubernetes: plan.kubernetes.runner === before ? { ...plan.kubernetes, runner: name } : plan.kubernetes,
    accepted: plan.accepted.map((each) =>
      each.hosts.includes(before)
        ? {
            ...each,
            hosts: each.hosts.map((host) => (host === before ? name : host)),
            ...(each.found && { found: renamedIn(each.found, before, name) }),
          }
        : each,
    ),
  };
}

/** What a kept finding said names hosts too, one or several: "node-1, node-2". */
function renamedIn(found: FindingValues, before: string, name: string): FindingValues {
  const renamed = (text: string) =>
    text
      .split(', ')
      .map((each) => (each === before ? name : each))
      .join(', ');
  return Object.fromEntries(
    Object.entries(found).map(([key, value]) => [key, typeof value === 'string' ? renamed(value) : value]),
  );
}

/** @param index place of the host that Slipway itself runs on; null: a machine beside the cluster */
export function placeSlipway(plan: Plan, index: number | null): Plan {
  return { ...plan, slipway: { ...plan.slipway, host: index === null ? '' : (plan.hosts[index]?.name ?? '') } };
}
