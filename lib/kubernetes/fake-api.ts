import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

type Shown = { metadata: { name: string; namespace?: string } };

/**
 * An API server for tests: lists that are watched, over TLS with a certificate for `kubernetes`, and answers of any other
 * path. What isn't there is 404, as the real one says it.
 */
export class FakeApi {
  readonly #server: Server;
  readonly #watches = new Map<string, Set<ServerResponse>>();
  readonly #lists = new Map<string, Map<string, Shown>>();
  readonly answers = new Map<string, { status: number; body: string }>();
  readonly ca: string;
  readonly asked: string[] = [];
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'slipway-fake-api-'));
  #version = 1;

  constructor() {
    const at = (name: string) => path.join(this.#folder, name);
    const certificate = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=kubernetes
      -addext subjectAltName=DNS:kubernetes -keyout ${at('key')} -out ${at('crt')}`;
    execFileSync('openssl', certificate.split(/\s+/), { stdio: 'ignore' });
    this.ca = readFileSync(at('crt'), 'utf8');
    this.#server = createServer({ key: readFileSync(at('key')), cert: this.ca }, (request, response) => {
      const url = new URL(request.url ?? '', 'https://x');
      this.asked.push(url.pathname);
      response.setHeader('content-type', 'application/json');
      const list = this.#lists.get(url.pathname);
      if (list && url.searchParams.get('watch') === 'true') return this.#watch(url.pathname, response);
      if (list) {
        const metadata = { resourceVersion: `${this.#version}` };
        return response.end(JSON.stringify({ kind: 'List', apiVersion: 'v1', metadata, items: [...list.values()] }));
      }
      const answer = this.answers.get(url.pathname);
      response.statusCode = answer?.status ?? 404;
      return response.end(
        answer?.body ?? JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', code: 404 }),
      );
    });
  }

  async open(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await new Promise((resolve) => this.#server.once('listening', resolve));
    return this;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** A kubeconfig for it, as if it stood at an address of the cluster. */
  kubeconfig(server = 'https://10.0.0.100:6443'): string {
    return JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'a',
      contexts: [{ name: 'a', context: { cluster: 'c', user: 'u' } }],
      clusters: [
        { name: 'c', cluster: { server, 'certificate-authority-data': Buffer.from(this.ca).toString('base64') } },
      ],
      users: [{ name: 'u', user: { token: 'a-token-of-the-test' } }],
    });
  }

  /** Makes the list, which may stay empty. */
  list(at: string, ...objects: Shown[]): this {
    if (!this.#lists.has(at)) this.#lists.set(at, new Map());
    for (const object of objects) this.show(at, object);
    return this;
  }

  /** Adds an object, or changes one that is there. */
  show(at: string, object: Shown): void {
    const list = this.#lists.get(at) ?? new Map<string, Shown>();
    this.#lists.set(at, list);
    const key = `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
    const type = list.has(key) ? 'MODIFIED' : 'ADDED';
    this.#version += 1;
    const versioned = { ...object, metadata: { ...object.metadata, uid: key, resourceVersion: `${this.#version}` } };
    list.set(key, versioned);
    for (const watch of this.#watches.get(at) ?? []) watch.write(`${JSON.stringify({ type, object: versioned })}\n`);
  }

  /** Cuts every connection. */
  cut(): void {
    this.#server.closeAllConnections();
  }

  /** How many watches are open. */
  get watched(): number {
    return [...this.#watches.values()].reduce((sum, { size }) => sum + size, 0);
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #watch(at: string, response: ServerResponse): void {
    const open = this.#watches.get(at) ?? new Set();
    this.#watches.set(at, open.add(response));
    response.on('close', () => open.delete(response));
    response.flushHeaders();
  }
}
