import { internalAddressOf, type PlanHost } from '@/lib/plan/schema';
import { quote } from '@/lib/text/quote';
import {
  type CheckContext,
  type CompareCheck,
  finding,
  notRun,
  type Outcome,
  passed,
  type Reading,
  unreadable,
} from '../../check';
import { everyHost, runsKubernetes } from '../applies';
import { fewOf, saidAfter } from '../lines';

/** What must differ between hosts: a host may have several (network cards). Null: what was printed makes no sense. */
type Ids = (reading: Reading, host: PlanHost) => string[] | null;
type Shared = { id: string; others: string[] };

/** Which of a host's ids others have as well. */
function sharedBy(ids: ReadonlyMap<string, string[] | null>, host: string): Shared[] {
  return (ids.get(host) ?? []).flatMap((id) => {
    const others = [...ids].filter(([name, theirs]) => name !== host && theirs?.includes(id)).map(([name]) => name);
    return others.length > 0 ? [{ id, others }] : [];
  });
}

function uniqueCheck({
  ids: idsOf,
  says,
  absent,
  ...check
}: Pick<CompareCheck, 'id' | 'source' | 'byHand' | 'script' | 'fix' | 'replaces'> & {
  ids: Ids;
  /** Of a reading without ids: why this host can have none; null when it makes no sense. */
  absent?: (reading: Reading) => Outcome | null;
  /** What it means that others have the same. */
  says: (
    shared: Shared,
    host: PlanHost,
    context: CheckContext,
    readings: ReadonlyMap<string, Reading>,
  ) => { severity: 'block' | 'warn'; why: string };
}): CompareCheck {
  return {
    kind: 'compare',
    group: 'dns',
    section: 'hosts',
    appliesTo: everyHost,
    ...check,
    judge: (readings, context) => {
      const hosts = new Map(context.plan.hosts.map((host) => [host.name, host]));
      const ids = new Map<string, string[] | null>();
      for (const [name, reading] of readings) {
        const host = hosts.get(name);
        ids.set(name, host ? idsOf(reading, host) : null);
      }
      const outcomes = new Map<string, Outcome>();
      for (const [name, reading] of readings) {
        const [host, own] = [hosts.get(name), ids.get(name)];
        const known = [...ids.values()].filter((each) => each !== null).length;
        if (!host || !own) outcomes.set(name, absent?.(reading) ?? unreadable(reading));
        else {
          const [first] = sharedBy(ids, name);
          const base = { found: first?.id ?? fewOf(own, 2), hosts: known };
          if (!first) outcomes.set(name, passed({ ...base, others: '', why: 'none' }));
          else {
            const { severity, why } = says(first, host, context, readings);
            outcomes.set(name, finding(severity, { ...base, others: fewOf(first.others), why }));
          }
        }
      }
      return outcomes;
    },
  };
}

const one = (pattern: RegExp, text: string | undefined) => {
  const found = pattern.exec(text?.trim() ?? '')?.[0];
  return found ? [found.toLowerCase()] : null;
};

const hostname = uniqueCheck({
  id: 'hostname.unique',
  source: 'OpenShift “hostname-unique”; k0sctl; RKE2',
  byHand: () => 'uname -n',
  replaces: ['plan.host.identity'],
  script: () => 'see_node; echo "name $node"',
  ids: ({ stdout }) => one(/^[a-z0-9._-]+$/i, saidAfter(stdout, 'name')[0]),
  // The install gives each host its name of the plan.
  says: (_shared, host, context) =>
    runsKubernetes(context, host) ? { severity: 'warn', why: 'install' } : { severity: 'block', why: 'stays' },
  fix: {
    script: (_context, host) => `printf '%s\\n' ${quote(host.name)} > /etc/hostname
hostnamectl set-hostname ${quote(host.name)} 2>/dev/null || hostname ${quote(host.name)}`,
    verify: (_context, host) => `[ "$(uname -n)" = ${quote(host.name)} ]`,
  },
});

const machineId = uniqueCheck({
  id: 'machine-id.unique',
  source: 'machine-id(5); k0sctl; OpenShift “machine-id”',
  byHand: () => 'cat /etc/machine-id',
  replaces: ['plan.host.identity'],
  script: () => '{ IFS= read -r id < /etc/machine-id; } && echo "id $id"',
  ids: ({ stdout }) => one(/^[0-9a-f]{32}$/i, saidAfter(stdout, 'id')[0]),
  says: () => ({ severity: 'block', why: 'clone' }),
});

const containers = [
  'lxc',
  'lxc-libvirt',
  'systemd-nspawn',
  'docker',
  'podman',
  'openvz',
  'wsl',
  'proot',
  'pouch',
  'rkt',
];

const productUuid = uniqueCheck({
  id: 'product-uuid.unique',
  source: 'kubeadm “Verify the MAC address and product_uuid are unique for every node”',
  byHand: () => 'cat /sys/class/dmi/id/product_uuid; systemd-detect-virt',
  script: () => `{ IFS= read -r uuid < /sys/class/dmi/id/product_uuid; } 2>/dev/null && echo "uuid $uuid"
[ -e /sys/class/dmi/id/product_uuid ] || echo 'without dmi'
{ IFS= read -r id < /etc/machine-id; } 2>/dev/null && echo "machine $id"
see_virtualization; echo "virt $virtualization"`,
  ids: ({ stdout }) =>
    one(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, saidAfter(stdout, 'uuid')[0]),
  absent: ({ stdout }) =>
    saidAfter(stdout, 'without').includes('dmi') ? notRun('unsupported', { what: 'dmi' }) : null,
  // Containers of one machine see that machine's; some hypervisors and boards give one to all. Machine ids tell them apart.
  says: ({ others }, host, _context, readings) => {
    const machineOf = (name: string) => saidAfter(readings.get(name)?.stdout ?? '', 'machine')[0];
    const own = machineOf(host.name);
    const apart = own !== undefined && others.every((name) => machineOf(name) !== undefined && machineOf(name) !== own);
    const virt = saidAfter(readings.get(host.name)?.stdout ?? '', 'virt')[0] ?? 'none';
    if (!apart || virt === 'none' || virt === '') return { severity: 'block', why: 'clone' };
    return { severity: 'warn', why: containers.includes(virt) ? 'container' : 'machine' };
  },
});

/** Cards of hardware, and whatever carries the internal address: bridges of Docker and libvirt have the same on many hosts. */
const mac = uniqueCheck({
  id: 'mac.unique',
  source: 'kubeadm “Verify the MAC address and product_uuid are unique for every node”',
  byHand: () => 'ip -brief link',
  script: (_context, host) => `declare -A carries
see_addresses
while read -r _ link family address _; do [ "\${address%%/*}" != ${quote(internalAddressOf(host))} ] || carries[\${link%%@*}]=1; done <<< "$addresses"
for link in /sys/class/net/*; do
  name=\${link##*/}
  [ -e "$link/device" ] || [ -n "\${carries[$name]-}" ] || continue
  { IFS= read -r mac < "$link/address"; } 2>/dev/null && echo "mac $mac $name"
done`,
  ids: ({ stdout }) => {
    const found = saidAfter(stdout, 'mac').map((line) => line.split(' ')[0]?.toLowerCase() ?? '');
    // An unset one is nobody's.
    const real = found.filter((each) => /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(each) && each !== '00:00:00:00:00:00');
    return real.length > 0 ? [...new Set(real)] : null;
  },
  says: () => ({ severity: 'block', why: 'clone' }),
});

export const uniqueChecks = [hostname, machineId, productUuid, mac];
