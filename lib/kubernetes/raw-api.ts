import type { IncomingMessage } from 'node:http';
import { Agent, type RequestOptions, request } from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';

export type RawAnswer = {
  status: number;
  body: string;
  /** From the request to the end of its answer, milliseconds; null when the connection was made for it. */
  ms: number | null;
};

/** More is no answer of what is asked here. */
const bodyLimit = 8 * 2 ** 20;

/**
 * GETs of an API server that no typed client knows: /readyz, the kubelets' stats. Connections are kept open, so that
 * what is measured is the answer and not the handshake.
 */
export class RawApi {
  readonly #config: KubeConfig;
  #options: Promise<RequestOptions> | null = null;
  #agent: Agent | null = null;

  constructor(config: KubeConfig) {
    this.#config = config;
  }

  /** @throws when there is no answer: refused, broken, no TLS, later than `deadlineMs`. Any status is an answer. */
  async get(path: string, { deadlineMs, signal }: { deadlineMs: number; signal: AbortSignal }): Promise<RawAnswer> {
    this.#options ??= this.#prepare();
    const options = await this.#options;
    const url = new URL(path, this.#config.getCurrentCluster()?.server);
    const began = performance.now();
    return new Promise((resolve, reject) => {
      const asked = request(url, { ...options, signal: AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]) });
      asked.on('error', reject);
      asked.on('response', (response: IncomingMessage) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          body += chunk;
          if (body.length > bodyLimit) asked.destroy(new Error(`an answer of more than ${bodyLimit} bytes`));
        });
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            body,
            ms: asked.reusedSocket ? performance.now() - began : null,
          }),
        );
      });
      asked.end();
    });
  }

  close(): void {
    this.#agent?.destroy();
  }

  async #prepare(): Promise<RequestOptions> {
    const found: RequestOptions = {};
    await this.#config.applyToHTTPSOptions(found);
    const servername = this.#config.getCurrentCluster()?.tlsServerName;
    const { ca, cert, key, headers } = found;
    const agent = new Agent({ ca, cert, key, keepAlive: true, maxSockets: 4, ...(servername ? { servername } : {}) });
    this.#agent = agent;
    return { ...(headers ? { headers } : {}), agent };
  }
}
