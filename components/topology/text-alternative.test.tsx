import { expect, it } from 'vitest';
import { htmlOf } from '@/components/ui/testing';
import { placeSlipway } from '@/lib/plan/edits/hosts';
import { addService } from '@/lib/plan/edits/services';
import { sampleFacts, samplePlan } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { withStates } from './failures';
import { topologyOf } from './model';
import type { NodeStates } from './node-state';
import { TextAlternative } from './text-alternative';

async function linesOf(plan: Plan, states: NodeStates = {}, language: 'en' | 'zh' = 'en'): Promise<string[]> {
  const html = await htmlOf(
    <TextAlternative
      topology={withStates(topologyOf(plan), states)}
      notes={{ 'node-1': { state: 'degraded', text: 'If lost: entry moves' } }}
      facts={{ 'node-1': sampleFacts('10.0.0.11') }}
    />,
    language,
  );
  return [...html.matchAll(/<li>(.*?)<\/li>/g)].map((match) => (match[1] ?? '').replaceAll('&gt;', '>'));
}

const racks = () =>
  samplePlan((plan) => {
    plan.domains = [
      { name: 'A', kind: 'rack' },
      { name: 'East', kind: 'room' },
      { name: 'Row 1', kind: 'rack' },
    ];
    plan.hosts.forEach((host, index) => {
      host.failureDomain = index === 0 ? 'A' : '';
    });
  });

it('tells of domains, hosts, services and lines all that the picture shows', async () => {
  const lines = await linesOf(placeSlipway(addService(racks(), 'nfs-server', { places: 1 }), 2));
  expect(lines).toEqual([
    'Network 10.0.0.0/24: 3 hosts',
    'Rack A: 1 host',
    'Room East: 0 hosts',
    'Row 1 (rack): 0 hosts',
    'Clients',
    'VIP 10.0.0.100: Keepalived, router id 92 · on node-1',
    'node-1, 10.0.0.11, in Rack A. Roles: control plane, etcd, worker, gateway, build. Degraded: If lost: entry moves 4 vCPU · 8 GiB · 107 GB SSD',
    'node-2, 10.0.0.12. Roles: control plane, etcd, worker, gateway, build, NFS server. The only one with: NFS server. not checked yet',
    'node-3, 10.0.0.13. Roles: control plane, etcd, worker, gateway, build. Slipway runs here. not checked yet',
    'NFS, 10.0.0.12:/srv/rainbond: StorageClass nfs-client; 1 server',
    'Clients to VIP 10.0.0.100: traffic, 6443',
    'VIP 10.0.0.100 to node-1: traffic, active: API 6443',
    'VIP 10.0.0.100 to node-2: standby',
    'VIP 10.0.0.100 to node-3: standby',
    'hosts to VIP 10.0.0.100: used by every host, kubelets 6443',
    'hosts to NFS: used by every host, mount 2049',
    'node-2 to NFS: only source, served by node-2',
    'etcd peers 2380: quorum 2 of 3',
  ]);
});

it('tells what has failed, which lines are cut and how many members of etcd are left', async () => {
  const lines = await linesOf(addService(racks(), 'nfs-server', { places: 1 }), {
    'host:1': { state: 'failed', mode: 'lost' },
    'service:storage': { state: 'lost', text: 'no copy: 4 volumes lost' },
  });
  expect(lines).toContain('Network 10.0.0.0/24: 3 hosts, 1 down');
  expect(lines.some((line) => line.includes('Failed: Lost with its disk'))).toBe(true);
  expect(lines.some((line) => line.endsWith('; Data lost: no copy: 4 volumes lost'))).toBe(true);
  expect(lines).toContain('VIP 10.0.0.100 to node-2: standby, cut');
  expect(lines).toContain('node-2 to NFS: only source, gone, cut');
  expect(lines).toContain('etcd peers 2380: 2 of 3 alive, quorum 2');
});

it('tells it in Chinese, too', async () => {
  expect((await linesOf(racks(), {}, 'zh')).slice(0, 3)).toEqual([
    '网络 10.0.0.0/24：3 台主机',
    '机架 A：1 台主机',
    '机房 East：0 台主机',
  ]);
});
