import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { type FakeCertificate, fakeCertificate } from './fake-certificate';

/** An object for 200, a text that is said as it is, or a status with a message as the API server words it. */
export type FakeAnswer = object | string | { status: number; message: string };

export type Asked = {
  method: string;
  /** The host that it was asked as. */
  host: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
  /** What it was signed in with: the header, and the name in the client's certificate; '' without. */
  authorization: string;
  client: string;
};

type Given = FakeAnswer | ((asked: Asked) => FakeAnswer);
type Shown = { metadata?: { name?: string; namespace?: string } };

/**
 * An API server for tests, over TLS: lists that can be watched, their objects by name, and fixed answers, which come
 * first. What nobody gave is 404, as for a group that isn't installed.
 */
export class FakeApi {
  readonly asked: Asked[] = [];
  /** Handshakes so far. */
  connections = 0;
  readonly #server: Server;
  readonly #certificate: FakeCertificate;
  readonly #answers = new Map<string, Given>();
  readonly #lists = new Map<string, Map<string, object>>();
  readonly #watches = new Map<string, Set<ServerResponse>>();
  #version = 1;

  private constructor() {
    const made = fakeCertificate();
    const { key, certificate: cert } = made;
    this.#certificate = made;
    this.#server = createServer({ key, cert, requestCert: true, rejectUnauthorized: false }, (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => this.#serve(askedBy(request, Buffer.concat(chunks).toString('utf8')), response));
    });
    this.#server.on('secureConnection', () => {
      this.connections += 1;
    });
  }

  static async open(): Promise<FakeApi> {
    const api = new FakeApi();
    await new Promise<void>((resolve) => api.#server.listen(0, '127.0.0.1', resolve));
    return api;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get address(): string {
    return `https://127.0.0.1:${this.port}`;
  }

  /** With all that it takes in it; it leads here, unless it shall name an address of the cluster's own network. */
  kubeconfig(server = this.address, login: 'token' | 'certificate' = 'token'): string {
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    const { key, certificate } = this.#certificate;
    const ca = base64(certificate);
    const user =
      login === 'token' ? { token: 'sesame' } : { 'client-certificate-data': ca, 'client-key-data': base64(key) };
    return JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'a',
      contexts: [{ name: 'a', context: { cluster: 'c', user: 'u' } }],
      clusters: [{ name: 'c', cluster: { server, 'certificate-authority-data': ca } }],
      users: [{ name: 'u', user }],
    });
  }

  answer(path: string, answer: Given): this {
    this.#answers.set(path, answer);
    return this;
  }

  /** What stands at the path without a fixed answer is said again. */
  unanswer(path: string): void {
    this.#answers.delete(path);
  }

  /** Makes the list, which may stay empty, and shows objects in it. */
  list(path: string, ...objects: object[]): this {
    if (!this.#lists.has(path)) this.#lists.set(path, new Map());
    for (const object of objects) this.show(path, object);
    return this;
  }

  /** The list has these and no others. No watch is told: for what is only read. */
  relist(path: string, objects: object[]): this {
    this.#lists.delete(path);
    return this.list(path, ...objects);
  }

  /** The kind isn't there any more, or not in this namespace: 404, and its watches end. */
  unlist(path: string): void {
    this.#lists.delete(path);
    for (const watch of this.#watches.get(path) ?? []) watch.end();
  }

  /** No list is there any more. */
  unlistAll(): void {
    for (const path of [...this.#lists.keys()]) this.unlist(path);
  }

  /** Adds an object, or changes the one of this name. */
  show(path: string, object: object): void {
    const list = this.#lists.get(path) ?? new Map<string, object>();
    this.#lists.set(path, list);
    const { metadata = {} } = object as Shown;
    // What is no object, for whoever only counts, has a place and no name.
    const key = metadata.name ? `${metadata.namespace ?? ''}/${metadata.name}` : `${list.size}`;
    const type = list.has(key) ? 'MODIFIED' : 'ADDED';
    this.#version += 1;
    const versioned = { ...object, metadata: { uid: key, ...metadata, resourceVersion: `${this.#version}` } };
    list.set(key, versioned);
    for (const watch of this.#watches.get(path) ?? []) watch.write(`${JSON.stringify({ type, object: versioned })}\n`);
  }

  /** How many watches are open; of one list, or of all. */
  watches(path?: string): number {
    if (path !== undefined) return this.#watches.get(path)?.size ?? 0;
    return [...this.#watches.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /** Cuts every connection. */
  cut(): void {
    this.#server.closeAllConnections();
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #serve(asked: Asked, response: ServerResponse): void {
    this.asked.push(asked);
    const { path, query } = asked;
    const given = this.#answers.get(path);
    response.setHeader('content-type', 'application/json');
    const list = this.#lists.get(path);
    if (given !== undefined) say(response, typeof given === 'function' ? given(asked) : given);
    else if (!list) say(response, this.#named(path) ?? notFound);
    else if (query.get('watch') === 'true') this.#watch(path, response);
    else {
      const metadata = { resourceVersion: `${this.#version}` };
      say(response, { kind: 'List', apiVersion: 'v1', metadata, items: [...list.values()] });
    }
  }

  #named(path: string): object | undefined {
    const at = path.lastIndexOf('/');
    const objects: Shown[] = [...(this.#lists.get(path.slice(0, at))?.values() ?? [])];
    return objects.find(({ metadata }) => metadata?.name === decodeURIComponent(path.slice(at + 1)));
  }

  #watch(path: string, response: ServerResponse): void {
    const open = this.#watches.get(path) ?? new Set();
    this.#watches.set(path, open.add(response));
    response.on('close', () => open.delete(response));
    response.flushHeaders();
  }
}

const notFound = { status: 404, message: 'the server could not find the requested resource' };

/** An object's own status is an object; a number is HTTP's. */
function say(response: ServerResponse, answer: FakeAnswer): void {
  if (typeof answer === 'string') {
    response.end(answer);
    return;
  }
  const failed = 'status' in answer && typeof answer.status === 'number' ? answer.status : null;
  response.statusCode = failed ?? 200;
  const reason = failed === 404 ? 'NotFound' : '';
  const status = { kind: 'Status', apiVersion: 'v1', ...answer, status: 'Failure', reason, code: failed };
  response.end(JSON.stringify(failed === null ? answer : status));
}

function askedBy(request: IncomingMessage, text: string): Asked {
  const url = new URL(request.url ?? '', 'https://x');
  const { subject } = (request.socket as TLSSocket).getPeerCertificate();
  return {
    method: request.method ?? '',
    host: request.headers.host ?? '',
    path: url.pathname,
    query: url.searchParams,
    body: text === '' ? null : JSON.parse(text),
    authorization: request.headers.authorization ?? '',
    client: String(subject?.CN ?? ''),
  };
}
