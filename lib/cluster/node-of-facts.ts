import type { ClusterNode } from '@/lib/plan/cluster-node';
import type { HostFacts } from '@/lib/plan/facts';

/**
 * The node that a host is: by an address that the cluster knows it by, or by its name. An address alone may be a translated one (NAT), which
 * no node has.
 */
export function nodeOfFacts<Node extends Pick<ClusterNode, 'name' | 'internalAddress' | 'externalAddress'>>(
  nodes: readonly Node[],
  address: string,
  facts: Pick<HostFacts, 'hostname' | 'addresses'>,
): Node | null {
  const own = new Set([address, ...facts.addresses.map((each) => each.address)]);
  const short = (name: string) => name.toLowerCase().split('.')[0];
  return (
    nodes.find(({ internalAddress }) => internalAddress !== '' && own.has(internalAddress)) ??
    nodes.find(({ externalAddress }) => externalAddress !== '' && own.has(externalAddress)) ??
    nodes.find(({ name }) => name.toLowerCase() === facts.hostname.toLowerCase()) ??
    nodes.find(({ name }) => short(name) === short(facts.hostname)) ??
    null
  );
}
