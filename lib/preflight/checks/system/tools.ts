import type { PlanHost } from '@/lib/plan/schema';
import { hasPackage, packageFiles } from '@/lib/runbook/bundled-packages';
import { baseTools } from '@/lib/runbook/kubernetes/packages';
import { type OsTable, osTableOf, type Tool } from '@/lib/runbook/os-family';
import { quoteAll } from '@/lib/text/quote';
import { type CheckContext, type CheckValues, finding, notRun, passed, unreadable } from '../../check';
import { runsKubernetes } from '../applies';
import { linesOf } from '../lines';
import { hostCheck } from './host-check';

/** Packages by family; ours (`OsTable.packages`) are in the runbook's table. */
type Packages = Record<OsTable['id'], string>;
const sameIn = (name: string): Packages => ({ debian: name, rhel: name });

/** Programs that kubelet and our steps call, which no bundle brings: they come with any installation of a server. */
const expected: Record<string, Packages> = {
  modprobe: sameIn('kmod'),
  mount: { debian: 'mount', rhel: 'util-linux' },
  umount: { debian: 'mount', rhel: 'util-linux' },
  ip: { debian: 'iproute2', rhel: 'iproute' },
  ss: { debian: 'iproute2', rhel: 'iproute' },
  sysctl: { debian: 'procps', rhel: 'procps-ng' },
  hostname: sameIn('hostname'),
  flock: sameIn('util-linux'),
  awk: { debian: 'mawk', rhel: 'gawk' },
};

/** bash without a fork for each. */
const script = (tools: string[]): string =>
  `for tool in ${tools.join(' ')}; do if type -P "$tool" >/dev/null; then echo "$tool there"; else echo "$tool missing"; fi; done`;

/** Null unless every program has its line. */
function missingOf(stdout: string, tools: string[]): string[] | null {
  const said = new Map(linesOf(stdout).map((line) => line.split(' ') as [string, string]));
  if (!tools.every((tool) => said.get(tool) === 'there' || said.get(tool) === 'missing')) return null;
  return tools.filter((tool) => said.get(tool) === 'missing');
}

const byHand = (tools: string[]) => `for tool in ${tools.join(' ')}; do command -v $tool || echo "no $tool"; done`;

/** Who installs the packages step's programs on this host. `repository`: the host's own, because the bundle has no packages for it. */
function supplierOf(
  { plan, bundle, facts }: CheckContext,
  host: PlanHost,
): { by: 'online' | 'repository' | 'unknown' } | { by: 'bundle'; has: (tool: Tool) => boolean } {
  if (plan.artifacts.kind === 'online') return { by: 'online' };
  const os = facts[host.name]?.os;
  const family = os && osTableOf(os);
  if (!bundle?.index || !os || !family) return { by: 'unknown' };
  const files = packageFiles(bundle.index, os, family);
  if (files.length === 0) return { by: 'repository' };
  return { by: 'bundle', has: (tool) => hasPackage(files, family.packages[tool]) };
}

/** Online only: offline there is nothing to install from. Null where the distribution is of no known family. */
function installScript(
  { plan, facts }: CheckContext,
  host: PlanHost,
  of: (family: OsTable) => string[],
): string | null {
  const os = facts[host.name]?.os;
  const family = os && osTableOf(os);
  if (plan.artifacts.kind !== 'online' || !family) return null;
  const names = [...new Set(of(family))];
  if (names.length === 0) return null;
  return family.manager === 'apt'
    ? `export DEBIAN_FRONTEND=noninteractive
apt-get -q -o DPkg::Lock::Timeout=300 update
apt-get -q -y -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 install --no-install-recommends ${names.join(' ')} </dev/null`
    : `manager=$(command -v dnf || command -v yum)
"$manager" install -y ${names.join(' ')}`;
}

const missingIn = ({ missing }: CheckValues): string[] => String(missing ?? '').split(', ');
/** type -P of several fails when one of them is missing. */
const thereAre = (tools: string[]) => `type -P bash ${quoteAll(tools)} >/dev/null`;

const present = hostCheck({
  id: 'tools.present',
  source: 'kubeadm preflight (conntrack, ip, mount, ethtool, …); Slipway lib/runbook/kubernetes/packages.ts',
  appliesTo: runsKubernetes,
  byHand: () => byHand([...Object.keys(expected), ...baseTools]),
  script: () => script([...Object.keys(expected), ...baseTools]),
  judge: (reading, context, host) => {
    const missing = missingOf(reading.stdout, [...Object.keys(expected), ...baseTools]);
    if (!missing) return unreadable(reading);
    const hard = missing.filter((tool) => tool in expected);
    const soft = baseTools.filter((tool) => missing.includes(tool));
    const supplier = supplierOf(context, host);
    const unbrought = supplier.by === 'bundle' ? soft.filter((tool) => !supplier.has(tool)) : [];
    const lacking = [...hard, ...unbrought];
    const values = {
      missing: lacking.join(', '),
      count: lacking.length,
      later: soft.join(', '),
      by: soft.length === 0 ? 'nobody' : supplier.by,
    };
    if (lacking.length > 0) return finding('block', values);
    if (soft.length === 0 || supplier.by === 'bundle' || supplier.by === 'online') return passed(values);
    // What the bundle has isn't known: the check of the bundle says why.
    if (supplier.by === 'unknown') return notRun('depends', { check: 'bundle.sha256' });
    return finding('warn', { ...values, missing: values.later, count: soft.length });
  },
  fix: {
    script: (context, host, values) =>
      installScript(context, host, (family) => missingIn(values).flatMap((tool) => expected[tool]?.[family.id] ?? [])),
    verify: (_context, _host, values) => thereAre(missingIn(values).filter((tool) => tool in expected)),
  },
});

/** `mount.nfs` comes with the client; locks of version 3 are rpc.statd's, which registers with rpcbind. */
function nfsTools({ plan }: CheckContext): string[] {
  const version3 = plan.storage.kind === 'external-nfs' && plan.storage.version === '3';
  return ['mount.nfs', ...(version3 ? ['rpcbind', 'rpc.statd'] : [])];
}

const nfs = hostCheck({
  id: 'tools.nfs',
  section: 'storage',
  source: 'Kubernetes “Volumes: nfs”; mount.nfs(8)',
  appliesTo: (context: CheckContext, host) =>
    ['external-nfs', 'nfs-server'].includes(context.plan.storage.kind) && runsKubernetes(context, host),
  byHand: (context) => byHand(nfsTools(context)),
  script: (context) => script(nfsTools(context)),
  judge: (reading, context, host) => {
    const missing = missingOf(reading.stdout, nfsTools(context));
    if (!missing) return unreadable(reading);
    // For volumes on a server outside the install brings the client's package, with all of these.
    const supplier = context.plan.storage.kind === 'external-nfs' ? supplierOf(context, host) : null;
    const brought = supplier?.by === 'online' || (supplier?.by === 'bundle' && supplier.has('mount.nfs'));
    const values = {
      missing: missing.join(', '),
      count: brought ? 0 : missing.length,
      needed: nfsTools(context).join(', '),
      by: missing.length === 0 ? 'nobody' : (supplier?.by ?? 'nobody'),
    };
    if (missing.length === 0 || brought) return passed(values);
    // The host's own repositories may have it; what an unread bundle has isn't known.
    if (supplier?.by === 'unknown') return notRun('depends', { check: 'bundle.sha256' });
    return finding(supplier?.by === 'repository' ? 'warn' : 'block', values);
  },
  fix: {
    script: (context, host) =>
      installScript(context, host, ({ id }) => [id === 'debian' ? 'nfs-common' : 'nfs-utils', 'rpcbind']),
    verify: (context) => thereAre(nfsTools(context)),
  },
});

export const toolChecks = [present, nfs];
