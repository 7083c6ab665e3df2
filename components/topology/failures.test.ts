import { describe, expect, it } from 'vitest';
import { moveToDomain } from '@/lib/plan/edits/domains';
import { addService } from '@/lib/plan/edits/services';
import { newPlan } from '@/lib/plan/new-plan';
import { withoutDomains } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { withStates } from './failures';
import { topologyOf } from './model';
import type { NodeStates } from './node-state';

const three = () => withoutDomains(newPlan('demo', 'three-hosts', () => 0));
const failed = { state: 'failed', mode: 'powered-off' } as const;
const afterFailures = (plan: Plan, states: NodeStates) => withStates(topologyOf(plan), states);
const lines = (plan: Plan, states: NodeStates, from: string) =>
  afterFailures(plan, states)
    .edges.filter((edge) => edge.from === from)
    .map(({ to, kind, label, cut }) => [to, kind, label, cut ? 'cut' : 'whole']);
const holder = (plan: Plan, states: NodeStates) =>
  afterFailures(plan, states).nodes.flatMap((node) => (node.kind === 'entry' ? [node.holder] : []));

describe('withStates', () => {
  it('changes nothing without a failure', () => {
    const topology = topologyOf(three());
    expect(withStates(topology, {})).toBe(topology);
  });

  it('cuts the line to a host that failed, and leaves the address where it is', () => {
    const states = { 'host:1': failed };
    expect(lines(three(), states, 'entry:api')).toEqual([
      ['host:0', 'traffic', 'activeApi', 'whole'],
      ['host:1', 'standby', null, 'cut'],
      ['host:2', 'standby', 'standby', 'whole'],
    ]);
    expect(holder(three(), states)).toEqual(['node-1']);
  });

  it('moves the virtual address to the next host that lives', () => {
    const states = { 'host:0': failed, 'host:1': failed };
    expect(lines(three(), states, 'entry:api')).toEqual([
      ['host:0', 'traffic', null, 'cut'],
      ['host:1', 'standby', null, 'cut'],
      ['host:2', 'traffic', 'activeApi', 'whole'],
    ]);
    expect(holder(three(), states)).toEqual(['node-3']);
  });

  it('leaves the address with nobody and cuts the kubelets off when all control planes are gone', () => {
    const states = { 'host:0': failed, 'host:1': failed, 'host:2': failed };
    expect(holder(three(), states)).toEqual(['']);
    expect(afterFailures(three(), states).edges.find(({ id }) => id === 'kubelets')?.cut).toBe(true);
    expect(afterFailures(three(), { 'host:0': failed }).edges.find(({ id }) => id === 'kubelets')?.cut).toBe(false);
  });

  it('counts the members of etcd that are left', () => {
    expect(afterFailures(three(), { 'host:1': failed }).etcd).toMatchObject({ alive: 2, quorum: 2 });
  });

  it('fails the hosts of a domain with it, but for one whose state is given', () => {
    const plan = moveToDomain(three(), new Set([0, 1]), 'A');
    const topology = afterFailures(plan, { 'domain:A': failed, 'host:1': { state: 'degraded', text: 'on a battery' } });
    expect(topology.nodes.flatMap((node) => (node.kind === 'host' ? [node.state?.state ?? null] : []))).toEqual([
      'failed',
      'degraded',
      null,
    ]);
    expect(topology.groups.map(({ id, failed: count, hosts }) => [id, count, hosts])).toEqual([
      ['network', 1, 3],
      ['domain:A', 1, 2],
    ]);
  });

  it('cuts the line of a service to its only source, which is gone, and of its users', () => {
    const plan = addService(three(), 'nfs-server', { places: 1 });
    const states: NodeStates = {
      'host:1': { state: 'failed', mode: 'lost' },
      'service:storage': { state: 'lost', text: 'no copy: 4 volumes lost' },
      'uses:service:storage': { state: 'down', text: 'mounts hang' },
    };
    const edges = afterFailures(plan, states).edges.filter((edge) => edge.to === 'service:storage');
    expect(edges.map(({ kind, label, cut, text }) => [kind, label, cut, text])).toEqual([
      ['uses', 'mount', true, 'mounts hang'],
      ['only', 'gone', true, null],
    ]);
  });

  it('cuts nothing for a host that is only degraded', () => {
    const topology = afterFailures(three(), { 'host:0': { state: 'degraded', text: 'CPU requests 58 → 87%' } });
    expect(topology.edges.some(({ cut }) => cut)).toBe(false);
    expect(topology.nodes.find(({ id }) => id === 'host:0')?.state?.text).toBe('CPU requests 58 → 87%');
  });

  it('cuts all behind an external load balancer that failed', () => {
    const plan = three();
    plan.entry.api = { kind: 'load-balancer', address: '', port: 6443, declared: '' };
    const cut = afterFailures(plan, { 'entry:api': failed }).edges.filter((edge) => edge.cut);
    expect(cut.map(({ id }) => id)).toEqual([
      'clients:entry:api',
      'entry:api:host:0',
      'entry:api:host:1',
      'entry:api:host:2',
      'kubelets',
    ]);
  });
});
