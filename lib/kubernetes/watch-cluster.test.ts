import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Picture } from './cluster-picture';
import { FakeApi } from './fake-api';
import { watchCluster } from './watch-cluster';

const nodes = '/api/v1/nodes';
const node = (name: string, status: string) => ({
  metadata: { name },
  status: { conditions: [{ type: 'Ready', status }] },
});

describe('watchCluster', () => {
  let api: FakeApi;
  beforeAll(async () => {
    api = await FakeApi.open();
    api.list(nodes).list('/apis/storage.k8s.io/v1/storageclasses').list('/apis/batch/v1/namespaces/rbd-system/jobs');
    for (const namespace of ['kube-system', 'rbd-system'])
      for (const kind of ['pods', 'events', 'persistentvolumeclaims'])
        api.list(`/api/v1/namespaces/${namespace}/${kind}`);
  });
  afterAll(() => api.close());

  /** A watch of that API, through a tunnel that can be cut. */
  function start(rainbond: boolean, server = 'https://10.0.0.10:6443') {
    const lines: string[] = [];
    const states: Picture[] = [];
    const waiting = new Set<() => void>();
    const until = async (what: () => boolean) => {
      while (!what()) await new Promise<void>((resolve) => waiting.add(resolve));
    };
    const seen = () => {
      for (const resolve of waiting) resolve();
      waiting.clear();
    };
    const tunnel = { away: false, open: new Set<ReturnType<typeof connect>>() };
    const stop = new AbortController();
    const watching = watchCluster({
      rainbond,
      kubeconfig: api.kubeconfig(server),
      tunnel: async () => {
        if (tunnel.away) throw new Error('the host is away');
        const socket = connect(api.port, '127.0.0.1');
        tunnel.open.add(socket);
        return socket;
      },
      namespaces: ['kube-system'],
      sink: {
        line: (text) => {
          lines.push(text);
          seen();
        },
        state: (state) => {
          states.push(state);
          seen();
        },
      },
      signal: stop.signal,
    });
    const end = async () => {
      stop.abort();
      await watching;
    };
    return { lines, states, until, tunnel, end };
  }

  it('streams through the tunnel, comes back after it broke, and says nothing twice', async () => {
    const { lines, states, until, tunnel, end } = start(false);
    await until(() => states.at(-1)?.watching === true && api.watches(nodes) > 0);
    api.show(nodes, node('n1', 'False'));
    await until(() => lines.length === 1);

    tunnel.away = true;
    for (const socket of tunnel.open) socket.destroy();
    await until(() => states.at(-1)?.watching === false);
    expect(states.at(-1)?.nodes).toEqual([{ name: 'n1', ready: 'not-ready' }]);

    tunnel.away = false;
    await until(() => states.at(-1)?.watching === true);
    while (api.watches(nodes) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    api.show(nodes, node('n1', 'True'));
    await until(() => lines.length === 2);
    expect(lines).toEqual(['node n1: joined, NotReady', 'node n1: Ready']);

    await end();
  }, 30_000);

  it('lists and watches a server behind another one under its path and by its name', async () => {
    const prefix = '/k8s/clusters/c-abc';
    const kinds = ['/api/v1/nodes', '/api/v1/namespaces/kube-system/pods', '/api/v1/namespaces/kube-system/events'];
    for (const kind of kinds) api.list(`${prefix}${kind}`);
    api.show(`${prefix}/api/v1/nodes`, node('downstream', 'True'));
    const before = api.asked.length;
    const { states, until, end } = start(false, `https://kubernetes${prefix}`);
    await until(() => states.at(-1)?.watching === true);
    expect(states.at(-1)?.nodes).toEqual([{ name: 'downstream', ready: 'ready' }]);
    while (!kinds.every((kind) => api.watches(`${prefix}${kind}`) > 0))
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(new Set(api.asked.slice(before).map(({ host }) => host))).toEqual(new Set(['kubernetes']));
    await end();
  }, 30_000);

  it('watches on while Rainbond is not there, and sees it come, fail, recover and go', async () => {
    const rainbond = '/apis/rainbond.io/v1alpha1/namespaces/rbd-system';
    const own = [`${rainbond}/rainbondclusters`, `${rainbond}/rbdcomponents`];
    const { lines, states, until, end } = start(true);
    // Its kinds aren't there: no reason to say that the cluster can't be watched.
    await until(() => states.at(-1)?.watching === true);
    expect(states.at(-1)?.rainbond).toBeNull();

    const condition = (status: string, message = '') => ({
      type: 'DatabaseRegion',
      status,
      reason: message && 'DatabaseFailed',
      message,
      lastTransitionTime: new Date().toISOString(),
    });
    const cluster = (status: string, message?: string) => ({
      metadata: { name: 'rainbondcluster', namespace: 'rbd-system', creationTimestamp: new Date().toISOString() },
      spec: { installVersion: 'v6.9.3-release', suffixHTTPHost: 'apps.example', regionDatabase: { host: '10.0.0.9' } },
      status: { conditions: [condition(status, message)] },
    });
    const at = (path: string) => `${rainbond}/${path}`;
    for (const path of own) api.list(path);
    while (!own.every((path) => api.watches(path) > 0)) await new Promise((resolve) => setTimeout(resolve, 20));
    api.show(at('rainbondclusters'), cluster('False', 'dial tcp 10.0.0.9:3306: connect: connection refused'));
    const component = (ready: number) => ({
      metadata: { name: 'rbd-api', namespace: 'rbd-system' },
      spec: { image: 'r/rbd-api:1' },
      status: { replicas: 2, readyReplicas: ready, pods: [{ name: 'rbd-api-1' }] },
    });
    api.show(at('rbdcomponents'), component(1));
    await until(() => states.at(-1)?.rainbond?.causes.length === 1 && states.at(-1)?.rainbond?.components.length === 1);
    expect(states.at(-1)?.rainbond).toMatchObject({
      version: 'v6.9.3-release',
      suffix: 'apps.example',
      components: [{ name: 'rbd-api', wanted: 2, ready: 1 }],
      causes: [{ kind: 'database', values: { variant: 'refused', host: '10.0.0.9' } }],
    });

    api.show(at('rainbondclusters'), cluster('True'));
    api.show(at('rbdcomponents'), component(2));
    await until(() => states.at(-1)?.rainbond?.causes.length === 0);
    await until(() => states.at(-1)?.rainbond?.components[0]?.ready === 2);
    expect(lines).toEqual(
      expect.arrayContaining([
        'RainbondCluster condition DatabaseRegion: False DatabaseFailed dial tcp 10.0.0.9:3306: connect: connection refused',
        'RainbondCluster condition DatabaseRegion: True',
        'RbdComponent rbd-api: 1 of 2 ready',
        'RbdComponent rbd-api: 2 of 2 ready',
      ]),
    );

    // The kinds are taken away, as an uninstallation does: nothing of it is left, and the watch goes on.
    for (const path of own) api.unlist(path);
    await until(() => states.at(-1)?.rainbond === null);
    expect(states.at(-1)?.watching).toBe(true);
    await end();
  }, 30_000);

  describe('a cluster with Rainbond, whose pods are listed last', () => {
    const rainbond = '/apis/rainbond.io/v1alpha1/namespaces/rbd-system';
    const pods = '/api/v1/namespaces/rbd-system/pods';
    const asked = () => api.asked.filter(({ path }) => path === pods).length;
    const named = (name: string, rest: object = {}) => ({
      metadata: { name, namespace: 'rbd-system', creationTimestamp: '2026-11-01T00:00:00Z', ...rest },
    });
    const absent = expect.stringContaining('cause operator, absent');
    beforeAll(() => {
      const status = { conditions: [{ type: 'Running', status: 'True' }] };
      api.relist(`${rainbond}/rainbondclusters`, [{ ...named('rainbondcluster'), status }]);
      api.relist(`${rainbond}/rbdcomponents`, []);
      api.relist(pods, [named('rainbond-operator-0', { labels: { 'control-plane': 'rainbond-operator' } })]);
    });
    beforeEach(() => api.asked.splice(0));
    afterEach(() => api.unanswer(pods));

    it('nothing is called missing that is only late', async () => {
      api.answer(pods, { status: 500, message: 'not yet' });
      const { lines, states, until, end } = start(true);
      // The second question comes after several looks.
      while (asked() < 2) await new Promise((resolve) => setTimeout(resolve, 20));
      api.unanswer(pods);
      await until(() => states.at(-1)?.watching === true);
      expect(states.at(-1)?.rainbond?.conditions).toHaveLength(1);
      await end();
      expect(lines).not.toContainEqual(absent);
      expect(lines).not.toContainEqual(expect.stringMatching(/: gone$/));
    }, 30_000);

    it('a list that this login may not have is not waited for', async () => {
      api.answer(pods, { status: 403, message: 'pods is forbidden' });
      const { lines, until, end } = start(true);
      await until(() => lines.some((line) => line.startsWith('cause operator, absent')));
      expect(lines).toContainEqual(absent);
      await end();
    }, 30_000);
  });
});
