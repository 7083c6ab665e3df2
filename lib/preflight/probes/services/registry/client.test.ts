import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { RegistryClient } from './client';

let servers: Server[] = [];
afterEach(() => {
  for (const server of servers) server.close();
  servers = [];
});

async function serveWith(answer: (request: IncomingMessage) => { status: number; headers?: object; body?: string }) {
  const server = createServer((request, response) => {
    const { status, headers, body } = answer(request);
    response.writeHead(status, { ...headers });
    response.end(body);
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const open = async (url: URL) => connect(Number(url.port), url.hostname);
const signal = () => AbortSignal.timeout(5_000);

test('registry.login: a registry with tokens is asked with the scope, and logged in to at its token server alone', async () => {
  const seen: string[] = [];
  const auth = await serveWith((request) => {
    seen.push(`${request.url} ${request.headers.authorization}`);
    return { status: 200, body: JSON.stringify({ token: 'T' }) };
  });
  const hub = await serveWith((request) =>
    request.headers.authorization === 'Bearer T'
      ? { status: 200, body: 'in' }
      : { status: 401, headers: { 'www-authenticate': `Bearer realm="${auth}/token",service="hub"` } },
  );
  const client = new RegistryClient(new URL(hub), open, { user: 'u', password: 'p' });
  const answer = await client.ask('GET', '/v2/', { scope: 'repository:a:pull' }, signal());
  expect(answer.body.toString()).toBe('in');
  expect(seen).toEqual([
    `/token?service=hub&scope=repository%3Aa%3Apull Basic ${Buffer.from('u:p').toString('base64')}`,
  ]);
});

test('registry.pull: where the registry sends us, the login doesn’t go along', async () => {
  const headers: (string | undefined)[] = [];
  const store = await serveWith((request) => {
    headers.push(request.headers.authorization);
    return { status: 200 };
  });
  const hub = await serveWith((request) =>
    request.headers.authorization
      ? { status: 200 }
      : { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } },
  );
  const client = new RegistryClient(new URL(hub), open, { user: 'u', password: 'p' });
  expect((await client.ask('GET', '/v2/', {}, signal())).status).toBe(200);
  await client.ask('GET', `${store}/blob`, {}, signal());
  expect(headers).toEqual([undefined]);
  expect(client.headerFor(`${store}/blob`)).toBe('');
  expect(client.headerFor('/v2/')).toMatch(/^Basic /);
});

test('registry.login: without a login a registry that wants one says 401', async () => {
  const hub = await serveWith(() => ({ status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } }));
  const client = new RegistryClient(new URL(hub), open, null);
  expect((await client.ask('GET', '/v2/', {}, signal())).status).toBe(401);
});

test('registry.login: asked over TLS, the login goes nowhere in clear', async () => {
  const seen: (string | undefined)[] = [];
  const auth = await serveWith((request) => {
    seen.push(request.headers.authorization);
    return { status: 200, body: '{"token":"T"}' };
  });
  const hub = await serveWith(() => ({
    status: 401,
    headers: { 'www-authenticate': `Bearer realm="${auth}/token",service="hub"` },
  }));
  // TLS is the opener's; this one leaves it out.
  const base = new URL(hub.replace('http:', 'https:'));
  const client = new RegistryClient(base, open, { user: 'u', password: 'p' });
  await expect(client.ask('GET', '/v2/', {}, signal())).rejects.toThrow('over http');
  expect(seen).toEqual([]);

  const basic = await serveWith(({ headers }) =>
    headers.authorization ? { status: 200 } : { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } },
  );
  const second = new RegistryClient(new URL(basic.replace('http:', 'https:')), open, { user: 'u', password: 'p' });
  expect((await second.ask('GET', '/v2/', {}, signal())).status).toBe(200);
  expect(second.headerFor('/v2/')).toMatch(/^Basic /);
  expect(second.headerFor(`${basic}/v2/uploads/1`)).toBe('');
});

test('registry.login: a token server that says no JSON gives no token, and isn’t quoted', async () => {
  const auth = await serveWith(() => ({ status: 200, body: 'secret-token' }));
  const hub = await serveWith(() => ({
    status: 401,
    headers: { 'www-authenticate': `Bearer realm="${auth}/token"` },
  }));
  const client = new RegistryClient(new URL(hub), open, { user: 'u', password: 'p' });
  expect((await client.ask('GET', '/v2/', {}, signal())).status).toBe(401);
});
