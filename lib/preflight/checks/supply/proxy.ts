import { cidrOrNull, contains } from '@/lib/plan/cidr';
import { parseIpv4 } from '@/lib/plan/ipv4';
import { internalAddressOf, type Plan } from '@/lib/plan/schema';
import { quote } from '@/lib/text/quote';
import { type CheckContext, type CheckValues, finding, type HostCheck, passed, unreadable } from '../../check';
import { runsKubernetes } from '../applies';
import { endLine, fewOf, hasEnd, saidAfter } from '../lines';
import { bypassesOf, proxiesOf, proxyScript } from './proxy-reading';

const common = { kind: 'host', group: 'supply', section: 'artifacts', appliesTo: runsKubernetes } as const;
const byHand = () =>
  'env | grep -i _proxy; grep -i _proxy /etc/environment; systemctl show-environment | grep -i _proxy; grep -ri proxy /etc/apt/apt.conf.d /etc/dnf/dnf.conf';

/** As curl and Go read it: without a scheme it is http. */
const wellFormed = /^(?:(https?|socks5h?):\/\/)?(\[[0-9a-fA-F:]+\]|[A-Za-z0-9._-]+)(?::(\d{1,5}))?\/?$/;
const ports: Record<string, string> = { http: '80', https: '443', socks5: '1080', socks5h: '1080' };

export const proxyValid: HostCheck = {
  ...common,
  id: 'proxy.valid',
  source: 'Embedded Cluster; curl(1) and Go net/http ProxyFromEnvironment',
  byHand,
  deadlineSeconds: 15,
  script: () => `${proxyScript}
declare -A asked
while read -r word _ _ url; do
  [ "$word" = proxy ] && [ -z "\${asked[$url]-}" ] || continue
  asked[$url]=1
  [[ $url =~ ${'^(([a-z0-9]+)://)?(\\[[0-9a-fA-F:]+\\]|[A-Za-z0-9._-]+)(:([0-9]+))?/?$'} ]] || continue
  name=\${BASH_REMATCH[3]} port=\${BASH_REMATCH[5]}
  case \${BASH_REMATCH[2]} in https) port=\${port:-443} ;; socks5*) port=\${port:-1080} ;; *) port=\${port:-${ports.http}} ;; esac
  name=\${name#[}; name=\${name%]}
  if timeout 3 bash -c ': < "/dev/tcp/$1/$2"' - "$name" "$port" 2>/dev/null; then echo "open $url"; else echo "closed $url"; fi
done <<< "$proxies"
${endLine}`,
  judge: (reading) => {
    const proxies = proxiesOf(reading.stdout);
    if (!proxies || !hasEnd(reading.stdout)) return unreadable(reading);
    const open = new Set(saidAfter(reading.stdout, 'open'));
    const closed = new Set(saidAfter(reading.stdout, 'closed'));
    const malformed = proxies.filter(({ url }) => {
      const port = wellFormed.exec(url)?.[3];
      return !wellFormed.test(url) || (port !== undefined && (Number(port) < 1 || Number(port) > 65535));
    });
    if (proxies.some((proxy) => !malformed.includes(proxy) && !open.has(proxy.url) && !closed.has(proxy.url)))
      return unreadable(reading);
    const [bad] = [...malformed, ...proxies.filter(({ url }) => closed.has(url))];
    const values = {
      count: proxies.length,
      url: (bad ?? proxies[0])?.url ?? '',
      where: (bad ?? proxies[0])?.where ?? '',
      problem: !bad ? 'none' : malformed.includes(bad) ? 'format' : 'closed',
    };
    return bad
      ? finding('block', values, proxies.map(({ where, url }) => `${where}: ${url}`).join('\n'))
      : passed(values);
  },
};

type Need = { text: string; covered: (entry: string) => boolean };

const coversAddress = (entry: string, address: string): boolean => {
  const value = parseIpv4(address);
  const range = cidrOrNull(entry);
  return entry === address || (value !== null && range !== null && contains(range, value));
};
const coversDomain = (entry: string, domain: string): boolean => {
  const bare = entry.replace(/^\*?\./, '').toLowerCase();
  return domain === bare || domain.endsWith(`.${bare}`);
};

/** What hosts and pods of the cluster say to each other. Patterns such as 10.* cover nothing: neither curl nor Go knows them. */
function needsOf(plan: Plan): Need[] {
  const addresses = plan.hosts.map(internalAddressOf).filter(Boolean);
  const { api } = plan.entry;
  if (api.kind !== 'host' && api.kind !== 'application-entry' && api.address) addresses.push(api.address);
  const ranges = [plan.kubernetes.serviceCidr, plan.kubernetes.podCidr];
  const domains = ['svc', plan.kubernetes.clusterDomain];
  return [
    ...[...new Set(['127.0.0.1', ...addresses])].map((address) => ({
      text: address,
      covered: (entry: string) => coversAddress(entry, address),
    })),
    ...ranges.flatMap((text) => {
      const range = cidrOrNull(text);
      const within = (entry: string) => {
        const wider = cidrOrNull(entry);
        return range !== null && wider !== null && contains(wider, range.first) && contains(wider, range.last);
      };
      return range ? [{ text, covered: within }] : [];
    }),
    { text: 'localhost', covered: (entry) => entry.toLowerCase() === 'localhost' },
    ...domains.map((domain) => ({ text: `.${domain}`, covered: (entry: string) => coversDomain(entry, domain) })),
  ];
}

/** Places whose proxies package managers alone use; they know no list. */
const isOfPackages = (where: string) => /^\/etc\/(?:apt|dnf|yum)/.test(where);
const own = '/etc/environment';

const missingIn = ({ missing }: CheckValues): string[] =>
  typeof missing === 'string' ? missing.split(',').filter((entry) => /^[A-Za-z0-9./:_-]+$/.test(entry)) : [];

/** awk: both spellings of the list with what is missing in it. */
const filterOf = (values: CheckValues) => `awk -v missing=${quote(missingIn(values).join(','))} '
function extended(list,   i, count, add, have, j, parts, n) {
  count = split(missing, add, ",")
  for (i = 1; i <= count; i++) {
    have = 0; n = split(list, parts, /[, ]+/)
    for (j = 1; j <= n; j++) if (parts[j] == add[i]) have = 1
    if (!have) list = list (list == "" ? "" : ",") add[i]
  }
  return list
}
/^(export )?(no_proxy|NO_PROXY)=/ {
  at = index($0, "="); name = substr($0, 1, at - 1); sub(/^export /, "", name); list = substr($0, at + 1)
  gsub(/["\\047]/, "", list)
  list = extended(list)
  if (tolower(name) == name) { small = list; hasSmall = 1 } else { large = list; hasLarge = 1 }
  print name "=" list
  next
}
{ print }
END {
  if (!hasSmall) print "no_proxy=" (hasLarge ? large : missing)
  if (!hasLarge) print "NO_PROXY=" (hasSmall ? small : missing)
}'`;

export const proxyBypass: HostCheck = {
  ...common,
  id: 'proxy.bypass',
  source: 'kubeadm preflight HTTPProxy, HTTPProxyCIDR; Embedded Cluster no_proxy',
  byHand,
  script: () => `${proxyScript}\n${endLine}`,
  judge: (reading, { plan }) => {
    const { stdout } = reading;
    const proxies = proxiesOf(stdout);
    if (!proxies || !hasEnd(stdout)) return unreadable(reading);
    const lists = bypassesOf(stdout);
    // A unit gets systemd's list where it has none of its own.
    const listOf = (where: string) =>
      lists.get(where) ??
      (where.startsWith('/etc/systemd/') || where.startsWith('/etc/default/') ? lists.get('systemd') : undefined) ??
      [];
    const places = [...new Set(proxies.map(({ where }) => where).filter((where) => !isOfPackages(where)))];
    const wrong = places
      .map((where) => ({
        where,
        missing: listOf(where).includes('*')
          ? []
          : needsOf(plan)
              .filter(({ covered }) => !listOf(where).some(covered))
              .map(({ text }) => text),
      }))
      .filter(({ missing }) => missing.length > 0)
      // What can be mended first: sessions get theirs from there.
      .sort((a, b) => Number(b.where === own) - Number(a.where === own));
    const [first] = wrong;
    const values = {
      count: first?.missing.length ?? 0,
      proxies: places.length,
      where: first?.where ?? '',
      shown: fewOf(first?.missing ?? []),
      missing: (first?.missing ?? []).join(','),
    };
    return first
      ? finding('block', values, wrong.map(({ where, missing }) => `${where}: ${missing.join(', ')}`).join('\n'))
      : passed(values);
  },
  fix: {
    script: (_context: CheckContext, _host, values) =>
      values.where === own && missingIn(values).length > 0 ? '' : null,
    files: (_context, _host, values) => [{ path: own, filter: filterOf(values) }],
    verify: (_context, _host, values) => `cmp -s ${own} <(${filterOf(values)} < ${own})`,
  },
};
