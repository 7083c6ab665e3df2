import type { IncomingHttpHeaders } from 'node:http';
import { Agent, type RequestOptions, request } from 'node:https';
import type { Duplex } from 'node:stream';
import { KubeConfig } from '@kubernetes/client-node';
import { type ApiErrorCode, apiErrorOf, KubernetesApiError } from './api-error';
import { throughTunnel } from './through-tunnel';
import { openTunnel } from './tunnel';

/** How the console reaches a cluster's API server. */
export type ClusterReach = {
  /** With everything in it: no file and no program of another machine. */
  kubeconfig: string;
  /** A byte stream to the API server; absent: the console goes to the address in the kubeconfig itself. */
  tunnel?: (() => Promise<Duplex>) | undefined;
};

/** One answer is waited for so long unless somebody says otherwise, milliseconds. */
export const answerMs = 10_000;
/** Connections to one API server: as many as there are questions at once when permissions are asked for. */
const mostConnections = 16;
/** Objects of one page of a list; what the API server's own clients ask for. */
const pageSize = 500;
/** A list is read so far; larger ones are refused, and not taken for whole: 100 pages of pods. */
const mostPages = 100;
/** Bytes of one answer. */
const mostBytes = 64 * 2 ** 20;

export type AskOptions = {
  signal?: AbortSignal | undefined;
  /** Until the end of the answer, milliseconds; `answerMs`. */
  deadlineMs?: number | undefined;
  /** Only names, labels and annotations of the objects: for lists whose contents are secret. */
  metadataOnly?: boolean;
  query?: Record<string, string>;
};

export type ApiAnswer = {
  status: number;
  text: string;
  /** From the request to the end of its answer, milliseconds; null when the connection was made for it. */
  ms: number | null;
};

/**
 * Asks an API server, over connections that are kept: a handshake through SSH takes longer than most answers. Certificate
 * and login are the kubeconfig's; whoever it is reached through sees neither. Everything that goes wrong is a
 * KubernetesApiError with a code.
 */
export class ApiClient {
  /** For clients of its own kind, such as typed watches: leads where this one leads until it is closed. */
  readonly config: KubeConfig;
  readonly #closeTunnel: () => Promise<void>;
  #sending: Promise<RequestOptions> | null = null;
  #agent: Agent | null = null;

  private constructor(config: KubeConfig, closeTunnel: () => Promise<void>) {
    this.config = config;
    this.#closeTunnel = closeTunnel;
  }

  /** @throws KubernetesApiError `kubeconfig` when it names no cluster */
  static async open({ kubeconfig, tunnel }: ClusterReach): Promise<ApiClient> {
    const local = tunnel ? await openTunnel(tunnel) : null;
    try {
      return new ApiClient(local ? throughTunnel(kubeconfig, local.port) : direct(kubeconfig), async () =>
        local?.close(),
      );
    } catch {
      await local?.close();
      // What was thrown isn't kept: a YAML parser quotes the lines that it failed at, and they may be the token's.
      throw new KubernetesApiError('kubeconfig');
    }
  }

  async close(): Promise<void> {
    this.#agent?.destroy();
    await this.#closeTunnel();
  }

  /** One object, or whatever else stands at the path. */
  async get<T>(path: string, options: AskOptions = {}): Promise<T> {
    return (await this.#object('GET', path, null, options)) as T;
  }

  async post<T>(path: string, body: object, options: AskOptions = {}): Promise<T> {
    return (await this.#object('POST', path, body, options)) as T;
  }

  /** As `get`, and null where there is nothing at the path. */
  async find<T>(path: string, options: AskOptions = {}): Promise<T | null> {
    return this.get<T>(path, options).catch(nullIfNotFound);
  }

  /** Every object of a list, page by page. */
  async list<T>(path: string, options: AskOptions = {}): Promise<T[]> {
    const items: T[] = [];
    let next = '';
    for (let pages = 0; pages < mostPages; pages++) {
      const query = { ...options.query, limit: String(pageSize), ...(next && { continue: next }) };
      const page = await this.get<{ items?: T[]; metadata?: { continue?: string } }>(path, { ...options, query });
      if (!Array.isArray(page.items)) throw new KubernetesApiError('unreadable', { path, found: 'no items' });
      items.push(...page.items);
      next = page.metadata?.continue ?? '';
      if (next === '') return items;
    }
    throw new KubernetesApiError('too-much', { path, found: items.length });
  }

  /** What stands at the path as it was said, whatever its status: for what is no object, such as /readyz. */
  ask(path: string, options: AskOptions = {}): Promise<ApiAnswer> {
    return this.#ask('GET', path, null, options);
  }

  async #object(method: string, path: string, body: object | null, options: AskOptions): Promise<unknown> {
    const { status, text } = await this.#ask(method, path, body, options);
    const ok = status >= 200 && status <= 299;
    const found = ok ? parsed(text) : null;
    if (found) return found.value;
    const said = this.#withoutLogin(text);
    throw ok
      ? new KubernetesApiError('unreadable', { path, found: said.slice(0, 100) })
      : refusalOf(path, status, said);
  }

  async #ask(method: string, path: string, body: object | null, options: AskOptions): Promise<ApiAnswer> {
    const { deadlineMs = answerMs } = options;
    const deadline = AbortSignal.timeout(deadlineMs);
    const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline;
    try {
      const server = this.config.getCurrentCluster()?.server ?? '';
      const url = new URL(`${server.replace(/\/+$/, '')}${path}`);
      for (const [key, value] of Object.entries(options.query ?? {})) url.searchParams.set(key, value);
      this.#sending ??= this.#prepare();
      const { headers: login, ...sending } = await this.#sending;
      const headers = {
        ...(login as IncomingHttpHeaders),
        accept: acceptOf(options),
        ...(body && { 'content-type': 'application/json' }),
      };
      for (;;) {
        const answer = await exchange(url, { ...sending, method, signal, headers }, body);
        if (answer !== 'closed-before') return answer;
      }
    } catch (error) {
      if (error instanceof KubernetesApiError) throw error;
      const seconds = deadlineMs / 1000;
      if (deadline.aborted) throw new KubernetesApiError('timeout', { path, seconds }, { cause: error });
      throw apiErrorOf(error, { path });
    }
  }

  /** Once: nothing of a kubeconfig that has everything in it changes. */
  async #prepare(): Promise<RequestOptions> {
    const found: RequestOptions = {};
    await this.config.applyToHTTPSOptions(found);
    // The way through a proxy is the library's to know; its connections are not kept.
    if (this.config.getCurrentCluster()?.proxyUrl) return found;
    const { headers, auth, ca, cert, key, servername, rejectUnauthorized } = found;
    const tls = { ca, cert, key, servername, ...(rejectUnauthorized === undefined ? {} : { rejectUnauthorized }) };
    this.#agent = new Agent({ ...tls, keepAlive: true, maxSockets: mostConnections });
    return { headers, auth, agent: this.#agent };
  }

  /** A proxy in front of the API server may answer with what it was sent. */
  #withoutLogin(text: string): string {
    const { token, password } = this.config.getCurrentUser() ?? {};
    return [token, password].reduce<string>((rest, secret) => (secret ? rest.replaceAll(secret, '***') : rest), text);
  }
}

function direct(kubeconfig: string): KubeConfig {
  const config = new KubeConfig();
  config.loadFromString(kubeconfig);
  if (!config.getCurrentCluster()) throw new Error('the kubeconfig names no current cluster');
  return config;
}

function acceptOf({ metadataOnly }: AskOptions): string {
  return metadataOnly ? 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1' : 'application/json';
}

/** `closed-before`: a kept connection that the server gave up just then; what is only read may be asked for again. */
function exchange(url: URL, options: RequestOptions, body: object | null): Promise<ApiAnswer | 'closed-before'> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const asked = request(url, options, (answer) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > mostBytes) asked.destroy(new KubernetesApiError('too-much', { path: url.pathname, found: bytes }));
        else chunks.push(chunk);
      });
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          text: Buffer.concat(chunks).toString('utf8'),
          ms: asked.reusedSocket ? performance.now() - began : null,
        }),
      );
    });
    asked.on('error', (error: NodeJS.ErrnoException) => {
      const again = asked.reusedSocket && options.method === 'GET' && error.code === 'ECONNRESET';
      return again ? resolve('closed-before') : reject(error);
    });
    asked.end(body === null ? undefined : JSON.stringify(body));
  });
}

function parsed(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

/** The API server says why in a Status object; a proxy in front of it says something else. */
function refusalOf(path: string, status: number, text: string): KubernetesApiError {
  const codes: Record<number, ApiErrorCode> = { 401: 'unauthorized', 403: 'forbidden', 404: 'not-found' };
  return new KubernetesApiError(codes[status] ?? 'refused-by-api', { path, status, found: messageIn(text) });
}

function messageIn(text: string): string {
  const found = parsed(text);
  if (!found) return text.slice(0, 100).trim();
  const { message } = (found.value ?? {}) as { message?: unknown };
  return typeof message === 'string' ? message.slice(0, 300) : '';
}

function nullIfNotFound(error: unknown): null {
  if (error instanceof KubernetesApiError && error.code === 'not-found') return null;
  throw error;
}
