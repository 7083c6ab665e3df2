import { describe, expect, it } from 'vitest';
import { newPlan } from '@/lib/plan/new-plan';
import { databaseSchema, type Plan } from '@/lib/plan/schema';
import { topologyOf } from './model';

function three(): Plan {
  const plan = newPlan('demo', 'three-hosts', () => 0);
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
    expect(topologyOf(three()).etcd).toEqual({ members: ['host:0', 'host:1', 'host:2'], quorum: 2 });
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

  it('draws an external database with its port, and none when it is built in', () => {
    const plan = three();
    expect(ids(plan)).not.toContain('service:database');
    plan.database = databaseSchema.parse({ kind: 'external', host: '10.0.0.50' });
    expect(ids(plan)).toContain('service:database');
    expect(topologyOf(plan).edges.find((edge) => edge.to === 'service:database')?.ports).toBe('3306');
  });

  it('holds up with an empty plan', () => {
    const { nodes, groups } = topologyOf(newPlan('x', 'empty', () => 0));
    expect(nodes.map((node) => node.id)).toEqual(['clients', 'console', 'entry:api']);
    expect(groups).toEqual([]);
  });
});
