import { PassThrough } from 'node:stream';
import { afterEach, expect, test, vi } from 'vitest';
import type { Runbook } from '@/lib/runbook/runbook';
import { watchClusterOverSsh } from './watch-cluster-over-ssh';

const watched = vi.hoisted(() => vi.fn());
vi.mock('@/lib/kubernetes/watch-cluster', () => ({ watchCluster: watched }));
afterEach(() => watched.mockReset());

const kubeconfig = JSON.stringify({
  'current-context': 'a',
  contexts: [{ name: 'a', context: { cluster: 'c', user: 'u' } }],
  clusters: [{ name: 'c', cluster: { server: 'https://10.9.0.1:7443' } }],
  users: [{ name: 'u', user: { token: 't' } }],
});

/** Where the tunnel of such a watch leads, by SSH. */
async function waysOf(watch: Partial<NonNullable<Runbook['watch']>>): Promise<unknown[][]> {
  const forward = vi.fn(async () => new PassThrough());
  watched.mockImplementation(async ({ tunnel }) => void (await tunnel().catch(() => {})));
  await watchClusterOverSsh({
    kubeconfig,
    runbook: {
      hosts: [{ name: 'cp', address: '10.9.0.2', roles: ['control-plane'] }],
      watch: { kubeconfigOutput: '', namespaces: [], rainbond: false, ...watch },
    } as unknown as Runbook,
    hosts: { forward } as never,
    sink: { state: () => {}, line: () => {}, wasSaid: () => false },
    signal: new AbortController().signal,
  });
  return forward.mock.calls;
}

test('a cluster of this run is reached on its control plane itself', async () => {
  expect(await waysOf({})).toEqual([['cp', '127.0.0.1', 6443]]);
});

test('one that exists is reached at its kubeconfig’s address, from helm’s host', async () => {
  expect(await waysOf({ existing: { secret: 'kubeconfig', through: 'node-2' } })).toEqual([
    ['node-2', '10.9.0.1', 7443],
  ]);
});
