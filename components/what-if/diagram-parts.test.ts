import { expect, it } from 'vitest';
import { topologyOf } from '@/components/topology/model';
import { modelOf } from '@/lib/plan/availability/model';
import { buildPlan, outside, type Sections, vip } from '@/lib/plan/testing/build-plan';
import { diagramIdOf, partsOfDiagram } from './diagram-parts';

const build = (sections: Sections, hosts = ['all nfs', 'all copy', 'all']) =>
  buildPlan(hosts, { ...outside, ...sections });

it('fails the outside service that a card stands for', () => {
  expect(partsOfDiagram(build({}), 'service:storage')).toEqual(['service:nfs']);
  expect(partsOfDiagram(build({ storage: { kind: 'storage-class' } }), 'service:storage')).toEqual([
    'service:storage-class',
  ]);
  expect(partsOfDiagram(build({}), 'service:registry')).toEqual(['service:registry']);
  expect(partsOfDiagram(build({}), 'host:1')).toEqual(['host:1']);
});

it('fails a virtual address by itself, and a load balancer as what it is', () => {
  const plan = build({ entry: { api: vip(), application: { kind: 'load-balancer', address: '10.0.9.9' } } });
  expect([partsOfDiagram(plan, 'entry:api'), partsOfDiagram(plan, 'entry:application')]).toEqual([
    ['vip:api'],
    ['entry:application'],
  ]);
  expect(['vip:api', 'entry:application'].map(diagramIdOf)).toEqual(['entry:api', 'entry:application']);
});

it('fails the hosts that run a service: of a pair the one that serves, of Ceph all', () => {
  const pair = build({ storage: { kind: 'nfs-server', mode: 'primary-secondary' } });
  expect(partsOfDiagram(pair, 'service:storage')).toEqual(['host:0']);
  const ceph = build({ storage: { kind: 'ceph' } }, ['all ceph', 'all ceph', 'all ceph']);
  expect(partsOfDiagram(ceph, 'service:storage')).toEqual(['host:0', 'host:1', 'host:2']);
  const mysql = build({ database: { kind: 'mysql-pair' } }, ['all mysql-replica', 'all mysql-primary', 'all']);
  expect(partsOfDiagram(mysql, 'service:database')).toEqual(['host:1']);
});

it('finds the card of every outside service in the diagram', () => {
  const plans = [
    build({ etcd: { kind: 'external', endpoints: ['https://10.0.9.7:2379', 'https://10.0.9.8:2379'] } }),
    build({ storage: { kind: 'storage-class' } }),
    build({
      entry: {
        api: { kind: 'load-balancer', address: '10.0.9.5' },
        application: { kind: 'load-balancer', address: '10.0.9.6' },
      },
    }),
  ];
  for (const plan of plans) {
    const ids = topologyOf(plan).nodes.map(({ id }) => id);
    const services = modelOf(plan).services.map(({ id }) => diagramIdOf(id));
    expect(services.length).toBeGreaterThan(2);
    expect(ids).toEqual(expect.arrayContaining(services));
  }
});
