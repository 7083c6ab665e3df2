import { internalAddressOf, type Plan } from '@/lib/plan/schema';
import { edgeOf } from './model-entries';
import type { EdgeKind, HostNode, ServiceNode, TopologyEdge } from './model-types';
import { networkId, slotId } from './node-ids';

/** Services beside the control planes, whoever runs them; what is built in has no node of its own. */
export function serviceNodes(plan: Plan, hosts: HostNode[]): ServiceNode[] {
  return [databaseNode(plan, hosts), storageNode(plan, hosts), registryNode(plan), etcdNode(plan)].filter(
    (node) => node !== null,
  );
}

type Fields = Pick<ServiceNode, 'slot' | 'service' | 'address'> & Partial<ServiceNode>;

const external = (fields: Fields): ServiceNode => ({
  kind: 'service',
  id: slotId(fields.slot),
  state: null,
  values: {},
  servers: null,
  alone: false,
  ...fields,
});

/** @param all how many hosts the plan has: on a single host everything is alone, and marking it would say nothing */
function served(fields: Fields, servers: HostNode[], all: number): ServiceNode {
  return external({ ...fields, servers: servers.map(({ id }) => id), alone: servers.length === 1 && all > 1 });
}

const withRoles = (hosts: HostNode[], ...wanted: string[]): HostNode[] =>
  wanted.flatMap((role) => hosts.filter(({ host }) => host.roles.some((each) => each === role)));

function databaseNode({ database }: Plan, hosts: HostNode[]): ServiceNode | null {
  if (database.kind === 'external') {
    const { host, port, version, consoleDatabase, regionDatabase } = database;
    const values = { version, databases: [consoleDatabase, regionDatabase].filter(Boolean).join(', ') };
    const address = host && `${host}:${port}`;
    return external({ slot: 'database', service: 'external-database', address, values });
  }
  if (database.kind === 'built-in') return null;
  const servers = withRoles(hosts, 'mysql-primary', 'mysql-replica');
  const address = addressOf(servers, ':3306');
  const values = { replication: database.replication === 'asynchronous' ? 'asynchronous' : 'semi' };
  return served({ slot: 'database', service: 'mysql-pair', address, values }, servers, hosts.length);
}

function storageNode({ storage }: Plan, hosts: HostNode[]): ServiceNode | null {
  const slot = 'storage';
  switch (storage.kind) {
    case 'external-nfs': {
      const values = { version: storage.version, storageClass: storage.storageClass };
      const address = storage.server && `${storage.server}:${storage.path}`;
      return external({ slot, service: 'external-nfs', address, values });
    }
    case 'storage-class':
      return external({
        slot,
        service: 'storage-class',
        address: storage.name,
        values: { access: storage.shared ? 'many' : 'one' },
      });
    case 'nfs-server': {
      const servers = withRoles(hosts, 'nfs-primary', 'nfs-secondary');
      const values = { storageClass: storage.storageClass };
      return served(
        { slot, service: 'nfs-server', address: addressOf(servers, `:${storage.path}`), values },
        servers,
        hosts.length,
      );
    }
    case 'ceph': {
      const servers = withRoles(hosts, 'ceph');
      const address = servers.map(({ host }) => host.name).join(', ');
      const values = { storageClass: storage.storageClass, copies: storage.copies };
      return served({ slot, service: 'ceph', address, values }, servers, hosts.length);
    }
    default:
      return null;
  }
}

function addressOf([first]: HostNode[], rest: string): string {
  const address = first && internalAddressOf(first.host);
  return address ? address + rest : '';
}

function registryNode({ registry }: Plan): ServiceNode | null {
  if (registry.kind !== 'external') return null;
  const values = { scheme: registry.scheme, ca: registry.ca ? 'own' : 'known' };
  return external({ slot: 'registry', service: 'external-registry', address: registry.address, values });
}

function etcdNode({ etcd }: Plan): ServiceNode | null {
  if (etcd.kind !== 'external') return null;
  return external({ slot: 'etcd', service: 'external-etcd', address: etcd.endpoints.join(', ') });
}

/** Every host to the service, and the hosts that serve it. */
export function serviceEdges(node: ServiceNode, hosts: HostNode[]): TopologyEdge[] {
  if (hosts.length === 0) return [];
  const { label, ports } = usedBy(node);
  const uses = edgeOf(`uses:${node.id}`, 'uses', networkId, node.id);
  return [{ ...uses, label, ports }, ...servedBy(node, hosts)];
}

function usedBy({ service, address, values }: ServiceNode): Pick<TopologyEdge, 'label' | 'ports'> {
  switch (service) {
    case 'external-database':
    case 'mysql-pair':
      return { label: 'uses', ports: portIn(address, '3306') };
    case 'external-nfs':
    case 'nfs-server':
      return { label: 'mount', ports: '2049' };
    case 'external-registry':
      return { label: 'pushPull', ports: portIn(address, values.scheme === 'http' ? '80' : '443') };
    case 'external-etcd':
      return { label: 'uses', ports: portIn(address.split(', ')[0] ?? '', '2379') };
    case 'ceph':
      // Its monitors: messenger v2 and v1 (docs.ceph.com, "Network Configuration Reference").
      return { label: 'uses', ports: '3300, 6789' };
    case 'storage-class':
      return { label: null, ports: '' };
  }
}

const portIn = (address: string, otherwise: string) => /:(\d+)(?:\/|$)/.exec(address)?.[1] ?? otherwise;

/** Ceph is on so many hosts that their chips say it better than lines. */
function servedBy({ id, service, servers, alone }: ServiceNode, hosts: HostNode[]): TopologyEdge[] {
  if (servers === null || (service === 'ceph' && !alone)) return [];
  return servers.map((server, index) => {
    const kind: EdgeKind = alone ? 'only' : index === 0 ? 'serves' : 'standby';
    const host = hosts.find((each) => each.id === server)?.host.name ?? '';
    const label = index === 0 ? 'served' : service === 'mysql-pair' ? 'replica' : 'copied';
    return { ...edgeOf(`serves:${id}:${server}`, kind, server, id), label, host };
  });
}
