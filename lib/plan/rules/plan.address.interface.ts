import { setInternalAddress } from '@/lib/plan/fixes/set-internal-address';
import { isHostAddress, parseIpv4 } from '@/lib/plan/ipv4';
import { type Found, rule } from '@/lib/plan/rule';
import { internalAddressOf } from '@/lib/plan/schema';

/** kubelet and etcd bind to the internal address: it has to be on an interface of the host, not on a router before it. */
export const planAddressInterface = rule('plan.address.interface', 'hosts', ({ plan, facts }) => {
  const vips = [plan.entry.api, plan.entry.application].flatMap((entry) =>
    entry.kind === 'keepalived' ? [entry.address] : [],
  );
  return plan.hosts.flatMap((host, index): Found[] => {
    const found = internalAddressOf(host);
    // A host's own: not what Keepalived put there, nor the pods' bridges (they stand in the pod network and come later).
    const own = (facts[host.name]?.addresses ?? []).filter(({ address, family, prefix }) => {
      const value = family === 'inet' && prefix < 32 ? parseIpv4(address) : null;
      return value !== null && isHostAddress(value) && !vips.includes(address);
    });
    if (own.length === 0 || parseIpv4(found) === null || own.some(({ address }) => address === found)) return [];
    const [only, ...others] = own;
    return [
      {
        severity: 'block',
        hosts: [host.name],
        path: `hosts.${index}.internalAddress`,
        values: { host: host.name, found, needed: own.map(({ address }) => address).join(', ') },
        fix: only && others.length === 0 ? setInternalAddress.offer({ host: host.name, address: only.address }) : null,
      },
    ];
  });
});
