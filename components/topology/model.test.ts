import { describe, expect, it } from 'vitest';
import { addDomain } from '@/lib/plan/edits/domains';
import { addHost, placeSlipway } from '@/lib/plan/edits/hosts';
import { addService } from '@/lib/plan/edits/services';
import { setRole } from '@/lib/plan/edits/set-role';
import { newPlan } from '@/lib/plan/new-plan';
import { withoutDomains } from '@/lib/plan/samples';
import { databaseSchema, type Plan, registrySchema } from '@/lib/plan/schema';
import { topologyOf } from './model';

function three(): Plan {
  const plan = withoutDomains(newPlan('demo', 'three-hosts', () => 0));
  plan.hosts.forEach((host, index) => {
    host.address = `10.0.0.1${index + 1}`;
  });
  return plan;
}

const ids = (plan: Plan) => topologyOf(plan).nodes.map((node) => node.id);

describe('topologyOf', () => {
  it('puts clients, console, the virtual address and every host on the diagram', () => {
    expect(ids(three())).toEqual(['clients', 'console', 'entry:api', 'host:0', 'host:1', 'host:2']);
  });

  it('sends traffic to the host that holds the virtual address and draws the others as standby', () => {
    const edges = topologyOf(three()).edges.filter((edge) => edge.from === 'entry:api');
    expect(edges.map((edge) => [edge.to, edge.kind, edge.label])).toEqual([
      ['host:0', 'traffic', 'activeApi'],
      ['host:1', 'standby', null],
      ['host:2', 'standby', 'standby'],
    ]);
  });

  it('sends traffic to all hosts behind a load balancer', () => {
    const plan = three();
    plan.entry.api = { kind: 'load-balancer', address: '10.0.0.9', port: 6443, declared: '' };
    const edges = topologyOf(plan).edges.filter((edge) => edge.from === 'entry:api');
    expect(edges.map((edge) => edge.kind)).toEqual(['traffic', 'traffic', 'traffic']);
  });

  it('lets clients go to the first control plane when there is no entry', () => {
    const plan = newPlan('one', 'one-host');
    expect(topologyOf(plan).edges.find((edge) => edge.from === 'clients')?.to).toBe('host:0');
  });

  it('needs 2 of 3 etcd members', () => {
    expect(topologyOf(three()).etcd).toEqual({ members: ['host:0', 'host:1', 'host:2'], quorum: 2, alive: 3 });
  });

  it('marks the only holder of a role, but not on a plan of one host', () => {
    const plan = three();
    for (const host of plan.hosts.slice(1)) host.roles = host.roles.filter((role) => role !== 'build');
    const lone = topologyOf(plan).nodes.flatMap((node) => (node.kind === 'host' ? [node.lone] : []));
    expect(lone).toEqual([['build'], [], []]);
    const single = topologyOf(newPlan('one', 'one-host')).nodes.find((node) => node.kind === 'host');
    expect(single?.kind === 'host' && single.lone).toEqual([]);
  });

  it('groups hosts by failure domain inside the network', () => {
    const plan = three();
    plan.hosts.forEach((host, index) => {
      host.failureDomain = index < 2 ? 'rack A' : '';
    });
    const { groups, nodes } = topologyOf(plan);
    expect(groups.map((group) => [group.id, group.name, group.hosts])).toEqual([
      ['network', '10.0.0.0/24', 3],
      ['domain:rack A', 'rack A', 2],
    ]);
    expect(nodes.flatMap((node) => (node.kind === 'host' ? [node.group] : []))).toEqual([
      'domain:rack A',
      'domain:rack A',
      'network',
    ]);
  });

  it('draws a domain that has no host yet, in the order of the plan', () => {
    const plan = addDomain(addDomain(three(), { name: 'B', kind: 'rack' }), { name: 'A', kind: 'room' });
    for (const host of plan.hosts) host.failureDomain = 'A';
    const domains = topologyOf(plan).groups.filter((group) => group.kind === 'domain');
    expect(domains.map(({ name, domain, hosts }) => [name, domain, hosts])).toEqual([
      ['B', 'rack', 0],
      ['A', 'room', 3],
    ]);
  });

  it('draws an external database with its port, and none when it is built in', () => {
    const plan = three();
    expect(ids(plan)).not.toContain('service:database');
    plan.database = databaseSchema.parse({ kind: 'external', host: '10.0.0.50', port: 3307 });
    expect(ids(plan)).toContain('service:database');
    expect(topologyOf(plan).edges.find((edge) => edge.to === 'service:database')?.ports).toBe('3307');
  });

  it('marks the one server of a service as its only source, and not two', () => {
    const one = addService(three(), 'nfs-server', { places: 1 });
    const edges = (plan: Plan) =>
      topologyOf(plan)
        .edges.filter((edge) => edge.to === 'service:storage')
        .map(({ from, kind, label, host }) => [from, kind, label, host]);
    expect(edges(one)).toEqual([
      ['network', 'uses', 'mount', ''],
      ['host:1', 'only', 'served', 'node-2'],
    ]);
    expect(edges(setRole(one, 2, 'nfs-secondary', true)).slice(1)).toEqual([
      ['host:1', 'serves', 'served', 'node-2'],
      ['host:2', 'standby', 'copied', 'node-3'],
    ]);
  });

  it('finds the NFS server at the internal address of its host', () => {
    const plan = addService(three(), 'nfs-server', { places: 1 });
    const service = topologyOf(plan).nodes.find((node) => node.kind === 'service');
    expect(service).toMatchObject({ address: '10.0.0.12:/srv/rainbond', servers: ['host:1'], alone: true });
  });

  it('gives an NFS server that has a second no mark of being alone', () => {
    const plan = setRole(addService(three(), 'nfs-server', { places: 1 }), 2, 'nfs-secondary', true);
    const lone = topologyOf(plan).nodes.flatMap((node) => (node.kind === 'host' ? node.lone : []));
    expect(lone).toEqual([]);
  });

  it('says with chips, not lines, on which hosts Ceph is', () => {
    const { edges, nodes } = topologyOf(addService(three(), 'ceph'));
    expect(edges.filter((edge) => edge.to === 'service:storage').map(({ kind }) => kind)).toEqual(['uses']);
    expect(nodes.find((node) => node.kind === 'service')).toMatchObject({ address: 'node-1, node-2, node-3' });
  });

  it('takes the port of a registry from its address, else from its scheme', () => {
    const ports = (address: string, scheme: 'http' | 'https') => {
      const plan = three();
      plan.registry = registrySchema.parse({ kind: 'external', address, scheme });
      return topologyOf(plan).edges.find((edge) => edge.to === 'service:registry')?.ports;
    };
    expect([ports('hub:5000', 'https'), ports('hub', 'https'), ports('hub', 'http')]).toEqual(['5000', '443', '80']);
  });

  it('lets every kubelet go to the entry of the API, with the port of its load balancer', () => {
    const plan = three();
    plan.entry.api = { kind: 'load-balancer', address: '10.0.0.9', port: 8443, declared: '' };
    expect(topologyOf(plan).edges.find(({ id }) => id === 'kubelets')).toMatchObject({
      from: 'network',
      to: 'entry:api',
      ports: '8443',
    });
  });

  it('draws Slipway on its host instead of beside the cluster', () => {
    const { nodes, edges } = topologyOf(placeSlipway(three(), 1));
    expect(nodes.map((node) => node.id)).not.toContain('console');
    expect(edges.map((edge) => edge.kind)).not.toContain('control');
    expect(nodes.flatMap((node) => (node.kind === 'host' ? [node.slipway] : []))).toEqual([false, true, false]);
  });

  it('draws cards small above 60 hosts', () => {
    let plan = three();
    while (plan.hosts.length < 60) plan = addHost(plan);
    expect([topologyOf(plan).compact, topologyOf(addHost(plan)).compact]).toEqual([false, true]);
  });

  it('holds up with an empty plan', () => {
    const { nodes, groups } = topologyOf(newPlan('x', 'empty', () => 0));
    expect(nodes.map((node) => node.id)).toEqual(['clients', 'console', 'entry:api']);
    expect(groups).toEqual([]);
  });
});
