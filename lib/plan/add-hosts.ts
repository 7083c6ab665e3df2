import { freeName, type ParsedHost } from './parse-host-lines';
import { hostSchema, type Plan, type PlanHost } from './schema';

/** A pasted host that the plan already has; it is not added. */
export type DuplicateHost = { line: number; on: 'address' | 'name'; found: string; existing: string };

export type AddedHosts = { plan: Plan; added: PlanHost[]; duplicates: DuplicateHost[] };

/**
 * Merges pasted hosts into a plan. Hosts of a template that still wait for an address are filled first, keep their roles,
 * and keep their name unless the line gave one.
 *
 * @param defaults for hosts that are new: roles and the SSH fields that the line doesn't say
 */
export function addHosts(
  plan: Plan,
  parsed: readonly ParsedHost[],
  defaults: Partial<Pick<PlanHost, 'roles'>> & { ssh?: Partial<PlanHost['ssh']> } = {},
): AddedHosts {
  const hosts = plan.hosts.map((host) => ({ ...host, ssh: { ...host.ssh } }));
  const added: PlanHost[] = [];
  const duplicates: DuplicateHost[] = [];
  for (const host of parsed) {
    const waiting = hosts.find(({ address }) => address === '');
    const ssh = { ...(waiting?.ssh ?? {}), ...defaults.ssh };
    if (host.user !== undefined) ssh.user = host.user;
    if (host.port !== undefined) ssh.port = host.port;

    const duplicate = duplicateIn(hosts, host, ssh.port ?? 22, waiting);
    if (duplicate) {
      duplicates.push(duplicate);
      continue;
    }
    if (waiting) {
      Object.assign(waiting, { address: host.address, ssh: { ...waiting.ssh, ...ssh } });
      if (!host.generated) waiting.name = host.name;
      added.push(waiting);
      continue;
    }
    const names = new Set(hosts.map(({ name }) => name));
    const name = host.generated && names.has(host.name) ? freeName(names) : host.name;
    const fresh = hostSchema.parse({ name, address: host.address, ssh, roles: defaults.roles ?? [] });
    hosts.push(fresh);
    added.push(fresh);
  }
  return { plan: { ...plan, hosts }, added, duplicates };
}

function duplicateIn(hosts: PlanHost[], host: ParsedHost, port: number, waiting?: PlanHost): DuplicateHost | null {
  const sameAddress = hosts.find(({ address, ssh }) => address.toLowerCase() === host.address && ssh.port === port);
  if (sameAddress) return { line: host.line, on: 'address', found: host.address, existing: sameAddress.name };
  const sameName = host.generated ? undefined : hosts.find((each) => each !== waiting && each.name === host.name);
  return sameName ? { line: host.line, on: 'name', found: host.name, existing: sameName.address } : null;
}
