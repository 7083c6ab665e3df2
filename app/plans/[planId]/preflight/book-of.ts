import type { Book, CheckInfo, ServiceRow } from '@/components/preflight/book';
import type { Plan } from '@/lib/plan/schema';
import { catalogue } from '@/lib/preflight/catalogue';
import type { CheckContext } from '@/lib/preflight/check';
import { rowsOf } from '@/lib/preflight/expected';

/** What the page has to know of the checks that concern this plan; those that concern none of its hosts are left out. */
export function bookOf(context: CheckContext): Book {
  const checks = catalogue.flatMap((check): CheckInfo[] => {
    const hosts = rowsOf(check, context);
    const [first] = hosts;
    if (!first) return [];
    const commands = hosts.map((host) => ({ host: host.name, command: check.byHand(context, host) }));
    const byHand = commands[0]?.command ?? '';
    return [
      {
        id: check.id,
        group: check.group,
        section: check.section,
        source: check.source,
        service: check.kind === 'probe' ? (check.service ?? null) : null,
        fixable: check.fix !== undefined,
        byHand,
        byHandOn: Object.fromEntries(
          commands.filter(({ command }) => command !== byHand).map(({ host, command }) => [host, command]),
        ),
        hosts: hosts.map(({ name }) => name),
      },
    ];
  });
  return {
    checks,
    services: servicesOf(context.plan).filter(({ kind }) => checks.some((check) => check.service === kind)),
  };
}

function servicesOf({ entry, storage, registry, database, etcd }: Plan): ServiceRow[] {
  const rows: ServiceRow[] = [];
  const add = (kind: ServiceRow['kind'], name: string, ...addresses: string[]) => {
    const address = [...new Set(addresses.filter((each) => each !== ''))].join(', ');
    if (address !== '') rows.push({ kind, name, address });
  };
  if (database.kind === 'external') add('mysql', `MySQL ${database.version}`, `${database.host}:${database.port}`);
  if (registry.kind === 'external') add('registry', '', registry.address);
  if (storage.kind === 'external-nfs') add('nfs', `NFS ${storage.version}`, `${storage.server}:${storage.path}`);
  if (storage.kind === 'storage-class') add('storage-class', '', storage.name);
  if (etcd.kind === 'external') add('etcd', '', ...etcd.endpoints);
  const entries = [entry.api, entry.application];
  add('load-balancer', '', ...entries.map((each) => (each.kind === 'load-balancer' ? each.address : '')));
  add('vip', '', ...entries.map((each) => (each.kind === 'keepalived' ? each.address : '')));
  return rows;
}
