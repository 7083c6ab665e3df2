import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** An answer: an object for 200, or a status with a message as the API server words it. */
export type FakeAnswer = object | { status: number; message: string };
type Asked = { method: string; path: string; query: URLSearchParams; body: unknown };

/**
 * An API server of fixed answers, for tests of what asks one. Lists are given as their items. What nobody gave an answer for is 404, as for a
 * group that isn't installed.
 */
export class FakeApi {
  readonly asked: Asked[] = [];
  readonly #server: Server;
  readonly #answers = new Map<string, FakeAnswer | ((asked: Asked) => FakeAnswer)>();

  readonly #certificate: string;

  private constructor({ key, certificate }: { key: string; certificate: string }) {
    this.#certificate = certificate;
    this.#server = createServer({ key, cert: certificate }, (request, response) => {
      const url = new URL(request.url ?? '', 'http://x');
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const body: unknown = text === '' ? null : JSON.parse(text);
        const asked = { method: request.method ?? '', path: url.pathname, query: url.searchParams, body };
        this.asked.push(asked);
        const given = this.#answers.get(url.pathname);
        const answer = typeof given === 'function' ? given(asked) : given;
        response.setHeader('content-type', 'application/json');
        response.statusCode =
          answer === undefined ? 404 : 'status' in answer && typeof answer.status === 'number' ? answer.status : 200;
        response.end(
          JSON.stringify(answer ?? { kind: 'Status', message: 'the server could not find the requested resource' }),
        );
      });
    });
  }

  static async open(): Promise<FakeApi> {
    const api = new FakeApi(selfSigned());
    await new Promise<void>((resolve) => api.#server.listen(0, '127.0.0.1', resolve));
    return api;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** One that leads here, with all that it takes in it. */
  get kubeconfig(): string {
    const ca = Buffer.from(this.#certificate).toString('base64');
    return JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'a',
      contexts: [{ name: 'a', context: { cluster: 'c', user: 'u' } }],
      clusters: [
        { name: 'c', cluster: { server: `https://127.0.0.1:${this.port}`, 'certificate-authority-data': ca } },
      ],
      users: [{ name: 'u', user: { token: 'sesame' } }],
    });
  }

  answer(path: string, answer: FakeAnswer | ((asked: Asked) => FakeAnswer)): void {
    this.#answers.set(path, answer);
  }

  list(path: string, items: object[]): void {
    this.answer(path, { kind: 'List', metadata: {}, items });
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

/** For this machine and for `kubernetes`, as kubeadm's are. */
function selfSigned(): { key: string; certificate: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-api-'));
  const [key, certificate] = [path.join(folder, 'key'), path.join(folder, 'crt')];
  const curve = '-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2';
  const names = '-subj /CN=kubernetes -addext subjectAltName=DNS:kubernetes,IP:127.0.0.1';
  try {
    execFileSync('openssl', `req -x509 ${curve} ${names} -keyout ${key} -out ${certificate}`.split(' '), {
      stdio: 'ignore',
    });
    return { key: readFileSync(key, 'utf8'), certificate: readFileSync(certificate, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
