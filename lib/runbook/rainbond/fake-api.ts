import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Enough of a Kubernetes API for a real kubectl to read objects: its templates are what a test wants to try. Test double. */
export class FakeApi {
  /** Objects by the path under which the API lists them, such as `/api/v1/namespaces/rbd-system/pods`. */
  readonly lists = new Map<string, Record<string, unknown>[]>();
  #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      const found = this.#answer(pathname);
      response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' });
      const missing = {
        kind: 'Status',
        apiVersion: 'v1',
        status: 'Failure',
        reason: 'NotFound',
        code: 404,
        message: 'not found',
      };
      response.end(JSON.stringify(found ?? missing));
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Runs bash with a kubectl that asks this API. */
  run(script: string): Promise<{ code: number; out: string }> {
    const { port } = this.#server.address() as AddressInfo;
    const kubectl = `kubectl() { command kubectl --server http://127.0.0.1:${port} --cache-dir "$(mktemp -d)" "$@"; }`;
    return new Promise((resolve) => {
      execFile(
        'bash',
        ['-c', `set -Eeuo pipefail\n${kubectl}\n${script}`],
        { env: { ...process.env, KUBECONFIG: '/dev/null' } },
        (error, stdout, stderr) => resolve({ code: error ? Number(error.code ?? -1) : 0, out: stdout + stderr }),
      );
    });
  }

  #answer(path: string): unknown {
    const resource = (name: string, kind: string, namespaced = true) => ({
      name,
      kind,
      namespaced,
      verbs: ['get', 'list'],
    });
    switch (path) {
      case '/api':
        return { kind: 'APIVersions', versions: ['v1'] };
      case '/api/v1':
        return {
          kind: 'APIResourceList',
          groupVersion: 'v1',
          resources: [
            resource('pods', 'Pod'),
            resource('nodes', 'Node', false),
            resource('secrets', 'Secret'),
            resource('services', 'Service'),
            resource('configmaps', 'ConfigMap'),
          ],
        };
      case '/apis':
        return {
          kind: 'APIGroupList',
          groups: [{ name: 'rainbond.io', versions: [{ groupVersion: 'rainbond.io/v1alpha1', version: 'v1alpha1' }] }],
        };
      case '/apis/rainbond.io/v1alpha1':
        return {
          kind: 'APIResourceList',
          groupVersion: 'rainbond.io/v1alpha1',
          resources: [resource('rbdcomponents', 'RbdComponent'), resource('rainbondclusters', 'RainbondCluster')],
        };
    }
    const list = this.lists.get(path);
    if (list) return { kind: 'List', apiVersion: 'v1', metadata: {}, items: list };
    const at = path.lastIndexOf('/');
    const name = path.slice(at + 1);
    return this.lists.get(path.slice(0, at))?.find(({ metadata }) => (metadata as { name: string }).name === name);
  }
}
