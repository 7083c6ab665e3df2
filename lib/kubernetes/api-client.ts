import { type RequestOptions, request } from 'node:https';
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

/** One answer is waited for so long, milliseconds. */
export const answerMs = 10_000;
/** Objects of one page of a list; what the API server's own clients ask for. */
const pageSize = 500;
/** A list is read so far; larger ones are refused, and not taken for whole: 100 pages of pods. */
const mostPages = 100;
/** Bytes of one answer. */
const mostBytes = 64 * 2 ** 20;

export type AskOptions = {
  signal?: AbortSignal | undefined;
  /** Only names, labels and annotations of the objects: for lists whose contents are secret. */
  metadataOnly?: boolean;
  query?: Record<string, string>;
};

/**
 * Asks an API server. Certificate and login are the kubeconfig's; whoever it is reached through sees neither. Everything
 * that goes wrong is a KubernetesApiError with a code.
 */
export class ApiClient {
  readonly #config: KubeConfig;
  readonly #close: () => Promise<void>;

  private constructor(config: KubeConfig, close: () => Promise<void>) {
    this.#config = config;
    this.#close = close;
  }

  /** @throws KubernetesApiError `kubeconfig` when it names no cluster */
  static async open({ kubeconfig, tunnel }: ClusterReach): Promise<ApiClient> {
    try {
      if (!tunnel) {
        const config = new KubeConfig();
        config.loadFromString(kubeconfig);
        if (!config.getCurrentCluster()) throw new Error('the kubeconfig names no current cluster');
        return new ApiClient(config, async () => {});
      }
      const local = await openTunnel(tunnel);
      try {
        return new ApiClient(throughTunnel(kubeconfig, local.port), local.close);
      } catch (error) {
        await local.close();
        throw error;
      }
    } catch (error) {
      throw new KubernetesApiError('kubeconfig', {}, { cause: error });
    }
  }

  close(): Promise<void> {
    return this.#close();
  }

  /** One object, or whatever else stands at the path. */
  async get<T>(path: string, options: AskOptions = {}): Promise<T> {
    return (await this.#ask('GET', path, null, options)) as T;
  }

  async post<T>(path: string, body: object, options: AskOptions = {}): Promise<T> {
    return (await this.#ask('POST', path, body, options)) as T;
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

  async #ask(method: string, path: string, body: object | null, options: AskOptions): Promise<unknown> {
    const server = this.#config.getCurrentCluster()?.server ?? '';
    const url = new URL(`${server.replace(/\/+$/, '')}${path}`);
    for (const [key, value] of Object.entries(options.query ?? {})) url.searchParams.set(key, value);
    const deadline = AbortSignal.timeout(answerMs);
    const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline;
    const sent: RequestOptions = { method, signal, headers: {} };
    await this.#config.applyToHTTPSOptions(sent);
    const headers = { ...sent.headers, accept: acceptOf(options), ...(body && { 'content-type': 'application/json' }) };
    try {
      const { status, text } = await exchange(url, { ...sent, headers }, body);
      if (status < 200 || status > 299) throw refusalOf(path, status, text);
      return parsed(path, text);
    } catch (error) {
      if (error instanceof KubernetesApiError) throw error;
      const seconds = answerMs / 1000;
      if (deadline.aborted) throw new KubernetesApiError('timeout', { path, seconds }, { cause: error });
      throw apiErrorOf(error, { path });
    }
  }
}

function acceptOf({ metadataOnly }: AskOptions): string {
  return metadataOnly ? 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1' : 'application/json';
}

function exchange(url: URL, options: RequestOptions, body: object | null): Promise<{ status: number; text: string }> {
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
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }));
    });
    asked.on('error', reject);
    asked.end(body === null ? undefined : JSON.stringify(body));
  });
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new KubernetesApiError('unreadable', { path, found: text.slice(0, 100) });
  }
}

/** The API server says why in a Status object; a proxy in front of it says something else. */
function refusalOf(path: string, status: number, text: string): KubernetesApiError {
  const codes: Record<number, ApiErrorCode> = { 401: 'unauthorized', 403: 'forbidden', 404: 'not-found' };
  return new KubernetesApiError(codes[status] ?? 'refused-by-api', { path, status, found: messageIn(text) });
}

function messageIn(text: string): string {
  try {
    const { message } = JSON.parse(text) as { message?: unknown };
    return typeof message === 'string' ? message.slice(0, 300) : '';
  } catch {
    return text.slice(0, 100).trim();
  }
}
