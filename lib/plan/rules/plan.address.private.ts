import { cidrOrNull, contains } from '@/lib/plan/cidr';
import { isHostAddress, parseIpv4 } from '@/lib/plan/ipv4';
import { labelOf } from '@/lib/plan/node-networks';
import { type Found, rule } from '@/lib/plan/rule';
import { internalAddressOf } from '@/lib/plan/schema';

/** RFC 1918, and the shared range of RFC 6598 that some clouds give their hosts. */
const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'].flatMap(
  (text) => cidrOrNull(text) ?? [],
);

/** etcd, kubelet and VXLAN listen on the internal address: on a public one, anybody can knock. */
export const planAddressPrivate = rule('plan.address.private', 'hosts', ({ plan }) => {
  return plan.hosts.flatMap((host, index): Found[] => {
    const found = internalAddressOf(host);
    const value = parseIpv4(found);
    if (value === null || !isHostAddress(value) || privateRanges.some((range) => contains(range, value))) return [];
    return [
      {
        severity: 'warn',
        hosts: [host.name],
        path: `hosts.${index}.internalAddress`,
        values: { found, host: labelOf(plan, host) },
      },
    ];
  });
});
