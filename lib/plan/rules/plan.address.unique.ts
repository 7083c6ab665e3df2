import { labelOf } from '@/lib/plan/node-networks';
import { rule } from '@/lib/plan/rule';
import { internalAddressOf } from '@/lib/plan/schema';

/** Index of the host that came first with this key, or null when this one does. */
function claim(taken: Map<string, number>, key: string, index: number): number | null {
  const earlier = taken.get(key);
  if (earlier === undefined && key !== '') taken.set(key, index);
  return earlier ?? null;
}

/** No two hosts are reached at the same address and port, and none share an address inside the cluster. */
export const planAddressUnique = rule('plan.address.unique', 'hosts', ({ plan }) => {
  const outside = new Map<string, number>();
  const inside = new Map<string, number>();
  return plan.hosts.flatMap((host, index) => {
    // Two hosts behind one address differ by port: a jump port on a shared gateway.
    const reached = host.address === '' ? '' : `${host.address.toLowerCase()}:${host.ssh.port}`;
    const twin = claim(outside, reached, index);
    const innerTwin = claim(inside, internalAddressOf(host).toLowerCase(), index);
    const [field, other] = twin !== null ? (['address', twin] as const) : (['internalAddress', innerTwin] as const);
    const holder = other === null ? undefined : plan.hosts[other];
    if (!holder) return [];
    const path = field === 'internalAddress' && host.internalAddress === '' ? 'address' : field;
    return [
      {
        severity: 'block' as const,
        hosts: [host.name],
        path: `hosts.${index}.${path}`,
        values: { found: host[path], host: labelOf(plan, host), other: labelOf(plan, holder) },
      },
    ];
  });
});
