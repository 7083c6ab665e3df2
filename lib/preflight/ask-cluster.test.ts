import { afterEach, beforeEach, expect, test } from 'vitest';
import { HostError } from '@/lib/hosts/error';
import { ApiClient } from '@/lib/kubernetes/api-client';
import { FakeApi } from '@/lib/kubernetes/fake-api';
import { apiRow } from './api-row';
import { askCluster } from './ask-cluster';
import { type ApiCheck, notRun, type Outcome, passed } from './check';
import { clusterChecks } from './checks/cluster';
import { clusterContext } from './checks/cluster/testing';

let server: FakeApi;
beforeEach(async () => {
  server = await FakeApi.open();
  server.answer('/version', { gitVersion: 'v1.30.4' });
});
afterEach(() => server.close());

const checks = (...ids: string[]) => clusterChecks.filter(({ id }) => ids.includes(id));

async function asked(
  which: ApiCheck[],
  open: Parameters<typeof askCluster>[0]['open'] = async () => {
    const api = await ApiClient.open({ kubeconfig: server.kubeconfig() });
    return { api, close: () => api.close() };
  },
): Promise<Record<string, Outcome>> {
  const outcomes: Record<string, Outcome> = {};
  await askCluster({
    open,
    squares: which.map((check) => ({ check, host: apiRow })),
    context: clusterContext(),
    signal: new AbortController().signal,
    running: () => {},
    answered: (check, _host, outcome) => {
      outcomes[check.id] = outcome;
    },
    onUnexpected: () => {},
  });
  return outcomes;
}

test('each part is read once for all checks that need it', async () => {
  server.list('/api/v1/nodes');
  const outcomes = await asked(checks('api.reach', 'api.version', 'cluster.nodes'));
  expect(outcomes['api.reach']).toMatchObject({ state: 'passed' });
  expect(outcomes['cluster.nodes']).toMatchObject({ state: 'finding', values: { problem: 'gone' } });
  expect(server.asked.map(({ path }) => path).sort()).toEqual(['/api/v1/nodes', '/version']);
});

test('what the login may not read is not run, and says whose word that is', async () => {
  server.answer('/api/v1/nodes', { status: 403, message: 'nodes is forbidden' });
  expect(await asked(checks('api.reach', 'cluster.nodes'))).toMatchObject({
    'api.reach': { state: 'passed' },
    'cluster.nodes': { state: 'not-run', reason: 'forbidden', values: { found: 'nodes is forbidden' } },
  });
});

test('an API server that can’t be reached is one finding, and the rest waits for it', async () => {
  const kubeconfig = server.kubeconfig();
  server.close();
  const open = async () => {
    const api = await ApiClient.open({ kubeconfig });
    return { api, close: () => api.close() };
  };
  expect(await asked(checks('api.reach', 'cluster.nodes'), open)).toMatchObject({
    'api.reach': { state: 'finding', severity: 'block', values: { code: 'refused' } },
    'cluster.nodes': { state: 'not-run', reason: 'depends', values: { check: 'api.reach' } },
  });
});

test('so is a login that it doesn’t know, and a node on the way that nobody reaches', async () => {
  server.answer('/version', { status: 401, message: 'Unauthorized' });
  expect(await asked(checks('api.reach'))).toMatchObject({
    'api.reach': { severity: 'block', values: { code: 'unauthorized' } },
  });
  const unreachable = async () => {
    throw new HostError('timeout', { host: 'node-1' });
  };
  expect(await asked(checks('api.reach', 'cluster.nodes'), unreachable)).toMatchObject({
    'api.reach': { severity: 'block', values: { code: 'ssh', found: 'timeout' } },
    'cluster.nodes': { state: 'not-run', reason: 'depends' },
  });
});

test('without a kubeconfig nothing is known', async () => {
  expect(await asked(checks('api.reach', 'cluster.nodes'), null)).toMatchObject({
    'api.reach': { state: 'not-run', reason: 'incomplete' },
    'cluster.nodes': { state: 'not-run', reason: 'incomplete' },
  });
});

test('a check of ours that throws is not run, and the others go on', async () => {
  const [reach] = checks('api.reach');
  if (!reach) throw new Error('no api.reach');
  const broken: ApiCheck = {
    ...reach,
    id: 'broken',
    judge: () => {
      throw new Error('a mistake');
    },
  };
  const fine: ApiCheck = { ...reach, id: 'fine', judge: () => passed() };
  expect(await asked([broken, fine])).toEqual({ broken: notRun('unreadable', { found: 'a mistake' }), fine: passed() });
});
