import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Picture } from './cluster-picture';
import { watchCluster } from './watch-cluster';

/** An API server of three lists and their watches, over TLS with a certificate for `kubernetes`. */
class FakeApi {
  server!: Server;
  ca = '';
  readonly watches = new Map<string, Set<ServerResponse>>();
  readonly items = new Map<string, object[]>();
  /** Kinds that this API doesn't have. */
  readonly missing = new Set<string>();
  #folder = '';
  #version = 1;

  async open() {
    this.#folder = mkdtempSync(path.join(tmpdir(), 'slipway-api-'));
    const at = (name: string) => path.join(this.#folder, name);
    execFileSync(
      'openssl',
      `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=kubernetes -addext subjectAltName=DNS:kubernetes -keyout ${at('key')} -out ${at('crt')}`.split(
        ' ',
      ),
      { stdio: 'ignore' },
    );
    this.ca = readFileSync(at('crt'), 'utf8');
    this.server = createServer({ key: readFileSync(at('key')), cert: this.ca }, (request, response) => {
      const url = new URL(request.url ?? '', 'https://x');
      response.setHeader('content-type', 'application/json');
      if (this.missing.has(url.pathname)) {
        response.statusCode = 404;
        response.end(JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', code: 404 }));
        return;
      }
      if (url.searchParams.get('watch') !== 'true') {
        const items = this.items.get(url.pathname) ?? [];
        response.end(
          JSON.stringify({ kind: 'List', apiVersion: 'v1', metadata: { resourceVersion: `${this.#version}` }, items }),
        );
        return;
      }
      const open = this.watches.get(url.pathname) ?? new Set();
      this.watches.set(url.pathname, open.add(response));
      response.on('close', () => open.delete(response));
      response.flushHeaders();
    });
    this.server.listen(0, '127.0.0.1');
    await new Promise((resolve) => this.server.once('listening', resolve));
  }

  get port() {
    return (this.server.address() as AddressInfo).port;
  }

  tell(at: string, type: 'ADDED' | 'MODIFIED', object: { metadata: object }) {
    this.#version += 1;
    const versioned = { ...object, metadata: { ...object.metadata, resourceVersion: `${this.#version}` } };
    for (const watch of this.watches.get(at) ?? []) watch.write(`${JSON.stringify({ type, object: versioned })}\n`);
    return versioned;
  }

  close() {
    this.server.closeAllConnections();
    this.server.close();
    rmSync(this.#folder, { recursive: true });
  }
}

const nodes = '/api/v1/nodes';
const node = (name: string, status: string) => ({
  metadata: { name },
  status: { conditions: [{ type: 'Ready', status }] },
});

describe('watchCluster', () => {
  const api = new FakeApi();
  beforeAll(() => api.open());
  afterAll(() => api.close());

  /** A watch of that API, through a tunnel that can be cut. */
  function start(rainbond: boolean) {
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
    const ca = Buffer.from(api.ca).toString('base64');
    const watching = watchCluster({
      rainbond,
      kubeconfig: JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        'current-context': 'a',
        contexts: [{ name: 'a', context: { cluster: 'c', user: 'u' } }],
        clusters: [{ name: 'c', cluster: { server: 'https://10.0.0.10:6443', 'certificate-authority-data': ca } }],
        users: [{ name: 'u', user: { token: 't' } }],
      }),
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
    await until(() => states.at(-1)?.watching === true && (api.watches.get(nodes)?.size ?? 0) > 0);
    const first = api.tell(nodes, 'ADDED', node('n1', 'False'));
    await until(() => lines.length === 1);

    api.items.set(nodes, [first]);
    tunnel.away = true;
    for (const socket of tunnel.open) socket.destroy();
    await until(() => states.at(-1)?.watching === false);
    expect(states.at(-1)?.nodes).toEqual([{ name: 'n1', ready: 'not-ready' }]);

    tunnel.away = false;
    await until(() => states.at(-1)?.watching === true);
    while ((api.watches.get(nodes)?.size ?? 0) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    api.tell(nodes, 'MODIFIED', node('n1', 'True'));
    await until(() => lines.length === 2);
    expect(lines).toEqual(['node n1: joined, NotReady', 'node n1: Ready']);

    await end();
  }, 30_000);

  it('watches on while Rainbond is not there, and sees it come, fail, recover and go', async () => {
    const rainbond = '/apis/rainbond.io/v1alpha1/namespaces/rbd-system';
    const own = [`${rainbond}/rainbondclusters`, `${rainbond}/rbdcomponents`];
    for (const path of own) api.missing.add(path);
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
    api.missing.clear();
    const opened = (path: string) => (api.watches.get(path)?.size ?? 0) > 0;
    while (!own.every(opened)) await new Promise((resolve) => setTimeout(resolve, 20));
    api.tell(at('rainbondclusters'), 'ADDED', cluster('False', 'dial tcp 10.0.0.9:3306: connect: connection refused'));
    const component = (ready: number) => ({
      metadata: { name: 'rbd-api', namespace: 'rbd-system' },
      spec: { image: 'r/rbd-api:1' },
      status: { replicas: 2, readyReplicas: ready, pods: [{ name: 'rbd-api-1' }] },
    });
    api.tell(at('rbdcomponents'), 'ADDED', component(1));
    await until(() => states.at(-1)?.rainbond?.causes.length === 1 && states.at(-1)?.rainbond?.components.length === 1);
    expect(states.at(-1)?.rainbond).toMatchObject({
      version: 'v6.9.3-release',
      suffix: 'apps.example',
      components: [{ name: 'rbd-api', wanted: 2, ready: 1 }],
      causes: [{ kind: 'database', values: { variant: 'refused', host: '10.0.0.9' } }],
    });

    api.tell(at('rainbondclusters'), 'MODIFIED', cluster('True'));
    api.tell(at('rbdcomponents'), 'MODIFIED', component(2));
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
    for (const path of own) api.missing.add(path);
    for (const path of own) for (const watch of api.watches.get(path) ?? []) watch.end();
    await until(() => states.at(-1)?.rainbond === null);
    expect(states.at(-1)?.watching).toBe(true);
    await end();
  }, 30_000);
});
