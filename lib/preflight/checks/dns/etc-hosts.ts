import { parseIpv4 } from '@/lib/plan/ipv4';
import { internalAddressOf, type Plan, type PlanHost } from '@/lib/plan/schema';
import { quote } from '@/lib/text/quote';
import { type CheckContext, finding, type HostCheck, passed, unreadable } from '../../check';
import { runsKubernetes } from '../applies';
import { endLine, fewOf, hasEnd, saidAfter } from '../lines';

/** Names that the install writes, with the address that each must have. */
function planned(plan: Plan): Map<string, string> {
  const names = new Map<string, string>();
  for (const host of plan.hosts) {
    const address = internalAddressOf(host);
    if (host.name && parseIpv4(address) !== null) names.set(host.name.toLowerCase(), address);
  }
  const { api } = plan.entry;
  if (api.kind === 'keepalived' && api.address) names.set(`${plan.name}-api`.toLowerCase(), api.address);
  return names;
}

/** Debian's installer gives the host's own name to 127.0.1.1. */
const isRight = (address: string, name: string, names: ReadonlyMap<string, string>, host: PlanHost) =>
  names.get(name) === address ||
  (name === host.name.toLowerCase() && address.startsWith('127.')) ||
  address.includes(':');

/** awk: the file without wrong names of the plan, and with localhost. Our own block stays as it is. */
function filterOf({ plan }: CheckContext, host: PlanHost): string {
  const wanted = [...planned(plan)].map(([name, address]) => `${name}=${address}`).join(' ');
  return `awk -v wanted=${quote(wanted)} -v own=${quote(host.name.toLowerCase())} '
BEGIN { count = split(wanted, pairs, " "); for (i = 1; i <= count; i++) { split(pairs[i], pair, "="); right[pair[1]] = pair[2] } }
/^# slipway begin$/ { ours = 1 }
/^# slipway end$/ { ours = 0 }
ours || /^[[:space:]]*(#|$)/ || $1 ~ /:/ { print; next }
{
  line = $1; left = 0; dropped = 0; rest = ""
  for (i = 2; i <= NF; i++) {
    if ($i ~ /^#/) { for (; i <= NF; i++) rest = rest " " $i; break }
    name = tolower($i)
    if ((name in right) && right[name] != $1 && !(name == own && $1 ~ /^127[.]/)) { dropped = 1; continue }
    if ($1 ~ /^127[.]/ && name == "localhost") localhost = 1
    line = line " " $i; left++
  }
  if (!dropped) print; else if (left > 0) print line rest; else print "# slipway: " $0
}
END { if (!localhost) print "127.0.0.1 localhost" }'`;
}

export const etcHosts: HostCheck = {
  kind: 'host',
  group: 'dns',
  section: 'hosts',
  id: 'etc-hosts.valid',
  source: 'hosts(5); Slipway writes the plan’s names below what is there',
  appliesTo: runsKubernetes,
  byHand: () => 'cat /etc/hosts; getent ahostsv4 localhost',
  script: () => `ours=
while read -r address names || [ -n "$address" ]; do
  case "$address $names" in '# slipway begin') ours=1 ;; '# slipway end') ours= ;; esac
  case $address in ''|'#'*) continue ;; esac
  [ -n "$ours" ] || echo "line $address \${names%%#*}"
done < /etc/hosts && echo read-all
${endLine}`,
  judge: (reading, { plan }, host) => {
    const { stdout } = reading;
    if (!hasEnd(stdout) || !/^read-all$/m.test(stdout)) return unreadable(reading);
    const names = planned(plan);
    const lines = saidAfter(stdout, 'line').map((line) => line.toLowerCase().split(/\s+/));
    const wrong = lines.flatMap(([address = '', ...said]) =>
      said
        .filter((name) => names.has(name) && !isRight(address, name, names, host))
        .map((name) => `${name} → ${address}`),
    );
    const localhost = lines.some(([address = '', ...said]) => address.startsWith('127.') && said.includes('localhost'));
    const values = {
      count: wrong.length,
      wrong: fewOf(wrong),
      localhost: localhost ? 'there' : 'missing',
    };
    return wrong.length === 0 && localhost ? passed(values) : finding('block', values, wrong.join('\n'));
  },
  fix: {
    files: (context, host) => [{ path: '/etc/hosts', filter: filterOf(context, host) }],
    script: () => '',
    verify: (context, host) => `cmp -s /etc/hosts <(${filterOf(context, host)} < /etc/hosts)`,
  },
};
