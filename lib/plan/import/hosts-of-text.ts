import { freeName } from '../parse-host-lines';
import type { Plan, PlanHost } from '../schema';
import { importAny } from './import-any';
import { isTitleRow } from './import-csv';
import type { Imported, ImportFormat } from './imported';
import { readCsv } from './read-csv';

/** Hosts of a file that has more to say than lines of names and addresses. */
export type FileHosts = {
  format: ImportFormat;
  hosts: PlanHost[];
  /** Places in `hosts` that others are reached through: most likely no node of the cluster. */
  bastions: ReadonlySet<number>;
  notCarriedOver: Imported['notCarriedOver'];
  secrets: Imported['secrets'];
};

/** The hosts of an inventory, a CSV with titles, an ssh configuration or another plan; null for plain lines of hosts. */
export function hostsOfText(text: string, filename = ''): FileHosts | null {
  if (text.trim() === '') return null;
  const { format, imported } = importAny(text, filename);
  if (format === null || !imported) return null;
  if (format === 'csv' && !isTitleRow((readCsv(text).rows[0] ?? []).map((cell) => cell.text))) return null;
  const { hosts } = imported.plan;
  const hops = new Set(hosts.flatMap(({ ssh }) => (ssh.via ?? []).map((hop) => hop.address)));
  const bastions = new Set(hosts.flatMap(({ address }, index) => (hops.has(address) ? [index] : [])));
  return { format, hosts, bastions, notCarriedOver: imported.notCarriedOver, secrets: imported.secrets };
}

export type AddedFromFile = {
  plan: Plan;
  added: number /** Names of hosts whose address the plan has. */;
  present: string[];
};

/**
 * Adds hosts of a file to a plan; those whose address and port it has stay as they are. A name that is taken is followed by a
 * free one, and a host without a credential gets the one that the plan's hosts share.
 */
export function addFileHosts(plan: Plan, hosts: readonly PlanHost[], credential = ''): AddedFromFile {
  const all = plan.hosts.filter(({ address }) => address !== '');
  const present: string[] = [];
  const before = all.length;
  for (const host of hosts) {
    if (all.some((each) => each.address === host.address && each.ssh.port === host.ssh.port)) {
      present.push(host.name);
      continue;
    }
    const names = new Set(all.map(({ name }) => name));
    const name = host.name === '' || names.has(host.name) ? freeName(names) : host.name;
    all.push({ ...host, name, ssh: { ...host.ssh, credential: host.ssh.credential || credential } });
  }
  const known = new Set(plan.domains.map((domain) => domain.name));
  const domains = [...new Set(all.map(({ failureDomain }) => failureDomain))].filter(
    (each) => each && !known.has(each),
  );
  return {
    plan: {
      ...plan,
      hosts: all,
      domains: [...plan.domains, ...domains.map((name) => ({ name, kind: 'rack' as const }))],
    },
    added: all.length - before,
    present,
  };
}
