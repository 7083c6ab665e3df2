import { afterAll, beforeAll, expect, it } from 'vitest';
import { HostPool } from '@/lib/hosts/pool';
import { type TestHost, testHost } from '@/lib/hosts/testing';
import { newsLine } from '@/lib/kubernetes/cluster-news';
import { FakeApi } from '@/lib/kubernetes/fake-api';
import { samplePlan } from '@/lib/plan/samples';
import { ClusterReader } from './reader';
import { fakeNode, fillCluster, paths } from './testing';

/** Three control planes by SSH on loopback, an API server behind them, and no Rainbond. */
const plan = samplePlan();
let api: FakeApi;
let hosts: TestHost[];
let reader: ClusterReader;
const waiting = new Set<() => void>();

beforeAll(async () => {
  api = await FakeApi.open();
  fillCluster(api, plan);
  const forwarding = ({ port }: { port: number }) => (port === 6443 ? { address: '127.0.0.1', port: api.port } : null);
  const programs = { curl: '#!/bin/bash\ncase "$*" in *status*) echo \'{"leader":"1"}\' ;; *list*) exit 7 ;; esac\n' };
  hosts = await Promise.all(plan.hosts.map(() => testHost({ password: 'p', forwarding, programs })));
  const pool = new HostPool({
    targetOf: async (name) => {
      const host = hosts[plan.hosts.findIndex((each) => each.name === name)];
      if (!host) throw new Error(`no ${name}`);
      return host.target({ name });
    },
  });
  reader = new ClusterReader({
    planId: 'p',
    plan,
    kubeconfig: api.kubeconfig(),
    pool,
    databaseLogin: async () => null,
    redact: (text) => text.replaceAll('hunter2', '***'),
    changed: () => {
      for (const look of waiting) look();
    },
  });
  reader.start();
});
afterAll(async () => {
  await reader.stop();
  for (const host of hosts) await host.close().catch(() => {});
  api.close();
});

/** Resolves with the view when it is as wanted; waits for what the reader says, not for time. */
const until = (wanted: (view: ReturnType<ClusterReader['view']>) => boolean) =>
  new Promise<ReturnType<ClusterReader['view']>>((resolve) => {
    const look = () => {
      const view = reader.view();
      if (!wanted(view)) return;
      waiting.delete(look);
      resolve(view);
    };
    waiting.add(look);
    look();
  });
type View = ReturnType<ClusterReader['view']>;
const stateOf = ({ capabilities }: View, id: string) => capabilities.find((each) => each.id === id)?.state;
const all = ['kubernetes-api', 'etcd-quorum', 'scheduling'];

it('asks through SSH what a cluster is, follows it, and says what it can’t ask', { timeout: 90_000 }, async () => {
  const well = await until((view) => all.every((id) => stateOf(view, id) === 'up'));
  expect(well.api.state).toBe('answering');
  expect(well.nodes.map(({ name, ready }) => `${name} ${ready}`)).toEqual([
    'node-1 ready',
    'node-2 ready',
    'node-3 ready',
  ]);

  // A watch is open before the change, or the change would be in the first list.
  await until(() => api.watches() > 3);
  // How things are when somebody begins to look is no change.
  expect(reader.view().events).toEqual([]);
  api.show(paths.nodes, fakeNode(plan, 1, 'False'));
  const degraded = await until((view) => stateOf(view, 'scheduling') === 'degraded');
  expect(degraded.nodes[1]?.ready).toBe('not-ready');
  await until((view) =>
    view.events.some((event) => event.kind === 'api' && newsLine(event.news) === 'node node-2: NotReady'),
  );
  const said = { metadata: { name: 'e', namespace: 'kube-system' }, involvedObject: { kind: 'Pod', name: 'p' } };
  const at = { lastTimestamp: new Date(Date.now() + 1_000).toISOString(), type: 'Warning', reason: 'Failed' };
  api.show('/api/v1/namespaces/kube-system/events', { ...said, ...at, ...{ message: 'password hunter2 refused' } });
  const told = await until((view) => view.events.some((event) => event.kind === 'api' && event.warning));
  expect(JSON.stringify(told)).not.toContain('hunter2');
  expect(JSON.stringify(told)).toContain('password *** refused');
  expect(reader.view().events.some((event) => event.kind === 'capability' && event.state === 'degraded')).toBe(true);

  // The seat goes: another control plane serves, and nothing is unknown for good.
  await hosts[0]?.close();
  await until((view) => view.unreached.some(({ host }) => host === 'node-1'));
  await until((view) => view.api.state === 'answering' && stateOf(view, 'etcd-quorum') === 'up');

  // All of them go: nothing stays up, and what was last seen is still there to be shown as old.
  await Promise.all(hosts.slice(1).map((host) => host.close()));
  const away = await until((view) => all.every((id) => stateOf(view, id) === 'unknown'));
  expect(away.api.state).toBe('away');
  expect(away.nodes).toHaveLength(3);
  expect(away.capabilities.every(({ silentSince }) => silentSince !== null)).toBe(true);
});
