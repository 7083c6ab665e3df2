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

  it('streams through the tunnel, comes back after it broke, and says nothing twice', async () => {
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
    let away = false;
    const open = new Set<ReturnType<typeof connect>>();
    const stop = new AbortController();
    const ca = Buffer.from(api.ca).toString('base64');
    const watching = watchCluster({
      kubeconfig: JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        'current-context': 'a',
        contexts: [{ name: 'a', context: { cluster: 'c', user: 'u' } }],
        clusters: [{ name: 'c', cluster: { server: 'https://10.0.0.10:6443', 'certificate-authority-data': ca } }],
        users: [{ name: 'u', user: { token: 't' } }],
      }),
      tunnel: async () => {
        if (away) throw new Error('the host is away');
        const socket = connect(api.port, '127.0.0.1');
        open.add(socket);
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

    await until(() => states.at(-1)?.watching === true && (api.watches.get(nodes)?.size ?? 0) > 0);
    const first = api.tell(nodes, 'ADDED', node('n1', 'False'));
    await until(() => lines.length === 1);

    api.items.set(nodes, [first]);
    away = true;
    for (const socket of open) socket.destroy();
    await until(() => states.at(-1)?.watching === false);
    expect(states.at(-1)?.nodes).toEqual([{ name: 'n1', ready: 'not-ready' }]);

    away = false;
    await until(() => states.at(-1)?.watching === true);
    while ((api.watches.get(nodes)?.size ?? 0) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    api.tell(nodes, 'MODIFIED', node('n1', 'True'));
    await until(() => lines.length === 2);
    expect(lines).toEqual(['node n1: joined, NotReady', 'node n1: Ready']);

    stop.abort();
    await watching;
  }, 30_000);
});
