import { type IncomingHttpHeaders, request } from 'node:http';
import type { Duplex } from 'node:stream';

export type HttpRequest = {
  method: string;
  /** With its query. */
  path: string;
  /** The Host header. */
  host: string;
  headers?: Record<string, string>;
  body?: Buffer | string;
};
export type HttpAnswer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

/** More is no answer of the services that are asked here. */
const bodyLimit = 4 * 1024 * 1024;
const deadlineMs = 15_000;

/** One HTTP/1.1 request over a stream that is connected already, TLS or not; the stream is used up by it. */
export function httpOver(stream: Duplex, asked: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  const body = asked.body === undefined ? Buffer.alloc(0) : Buffer.from(asked.body);
  return new Promise<HttpAnswer>((resolve, reject) => {
    const call = request({
      method: asked.method,
      path: asked.path,
      headers: {
        host: asked.host,
        connection: 'close',
        ...(body.length > 0 || asked.method !== 'GET' ? { 'content-length': body.length } : {}),
        ...asked.headers,
      },
      setHost: false,
      createConnection: () => stream,
      signal: AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]),
    });
    call.on('error', reject);
    call.on('response', (response) => {
      const parts: Buffer[] = [];
      let length = 0;
      response.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length > bodyLimit) call.destroy(new Error(`an answer of more than ${bodyLimit} bytes`));
        else parts.push(chunk);
      });
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    call.end(body);
  }).finally(() => stream.destroy());
}
