import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net';
import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ApiClient } from './api-client';
import { FakeApi } from './fake-api';

let server: FakeApi;
let api: ApiClient;
beforeAll(async () => {
  server = await FakeApi.open();
  api = await ApiClient.open({ kubeconfig: server.kubeconfig() });
});
beforeEach(() => {
  server.asked.splice(0);
  server.answer('/version', { gitVersion: 'v1.30.4' });
});
afterAll(async () => {
  await api.close();
  server.close();
});

test('a list is read page by page, and is whole', async () => {
  server.answer('/api/v1/nodes', ({ query }) =>
    query.get('continue') === 'more' ? { items: [3], metadata: {} } : { items: [1, 2], metadata: { continue: 'more' } },
  );
  expect(await api.list('/api/v1/nodes', { query: { labelSelector: 'a=b' } })).toEqual([1, 2, 3]);
  expect(server.asked.map(({ query }) => query.get('labelSelector'))).toEqual(['a=b', 'a=b']);
});

test('what is posted arrives, and its answer comes back', async () => {
  server.answer('/reviews', ({ method, body }) => ({ method, body: body as object }));
  expect(await api.post('/reviews', { spec: 'is “it” allowed?' })).toEqual({
    method: 'POST',
    body: { spec: 'is “it” allowed?' },
  });
});

test.each([
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [503, 'refused-by-api'],
])('status %i is %s, with what the server says', async (status, code) => {
  server.answer('/version', { status, message: 'nodes is forbidden' });
  await expect(api.get('/version')).rejects.toMatchObject({ code, values: { status, found: 'nodes is forbidden' } });
});

test('any status is an answer to a question that is about no object', async () => {
  server.answer('/readyz', { status: 500, message: 'etcd failed' });
  expect(await api.ask('/readyz')).toMatchObject({ status: 500, text: expect.stringContaining('etcd failed') });
  server.answer('/readyz', 'ok');
  expect(await api.ask('/readyz')).toMatchObject({ status: 200, text: 'ok' });
});

test('what may be missing is null, and a refusal is no null', async () => {
  expect(await api.find('/api/v1/namespaces/none')).toBeNull();
  server.answer('/api/v1/namespaces/some', { status: 403, message: 'no' });
  await expect(api.find('/api/v1/namespaces/some')).rejects.toMatchObject({ code: 'forbidden' });
});

test('a connection is kept, so that an answer’s time is without the handshake', async () => {
  const own = await ApiClient.open({ kubeconfig: server.kubeconfig() });
  const before = server.connections;
  expect((await own.ask('/version')).ms).toBeNull();
  expect((await own.ask('/version')).ms).toBeGreaterThan(0);
  expect(await own.get('/version')).toEqual({ gitVersion: 'v1.30.4' });
  expect(server.connections).toBe(before + 1);
  await own.close();
});

test('a kept connection that is cut is made again, and no answer is missed', async () => {
  await api.get('/version');
  let cut = false;
  server.answer('/version', () => {
    // Cut in the middle of the question, which only a kept connection may be.
    if (!cut) server.cut();
    cut = true;
    return { gitVersion: 'v1.30.5' };
  });
  expect(await api.get('/version')).toEqual({ gitVersion: 'v1.30.5' });
  expect(cut).toBe(true);
});

test('a login is the token or the client certificate of the kubeconfig', async () => {
  await api.get('/version');
  expect(server.asked[0]).toMatchObject({ authorization: 'Bearer sesame', client: '' });
  const byCertificate = await ApiClient.open({ kubeconfig: server.kubeconfig(server.address, 'certificate') });
  await byCertificate.get('/version');
  expect(server.asked[1]).toMatchObject({ authorization: '', client: 'kubernetes' });
  await byCertificate.close();
});

test('through a tunnel the certificate is checked and the server is the same', async () => {
  const far = server.kubeconfig('https://10.0.0.100:6443');
  const tunnel = async () => connect(server.port, '127.0.0.1');
  const through = await ApiClient.open({ kubeconfig: far, tunnel });
  expect(await through.get('/version')).toEqual({ gitVersion: 'v1.30.4' });
  await through.close();
  const other = await FakeApi.open();
  const wrong = await ApiClient.open({ kubeconfig: far, tunnel: async () => connect(other.port, '127.0.0.1') });
  await expect(wrong.get('/version')).rejects.toMatchObject({ code: 'certificate' });
  await wrong.close();
  other.close();
});

test('a server behind another one is asked through a tunnel under its path and by its name', async () => {
  const far = server.kubeconfig('https://kubernetes/k8s/clusters/c-abc');
  server.answer('/k8s/clusters/c-abc/version', { gitVersion: 'v1.31.1' });
  const through = await ApiClient.open({ kubeconfig: far, tunnel: async () => connect(server.port, '127.0.0.1') });
  expect(await through.get('/version')).toEqual({ gitVersion: 'v1.31.1' });
  expect(server.asked.map(({ host, authorization }) => [host, authorization])).toEqual([
    ['kubernetes', 'Bearer sesame'],
  ]);
  await through.close();
});

test('no answer in time is told with the time', async () => {
  const silent = createTcpServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => silent.once('listening', resolve));
  const { port } = silent.address() as AddressInfo;
  const late = await ApiClient.open({ kubeconfig: server.kubeconfig(`https://127.0.0.1:${port}`) });
  await expect(late.ask('/readyz', { deadlineMs: 50 })).rejects.toMatchObject({
    code: 'timeout',
    values: { path: '/readyz', seconds: 0.05 },
  });
  await late.close();
  silent.close();
});

test('an answer that repeats the login is told without it', async () => {
  server.answer('/version', 'HTTP gateway: bad header Authorization: Bearer sesame');
  const error: unknown = await api.get('/version').catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'unreadable', values: { found: expect.stringContaining('Bearer ***') } });
  expect(inspect(error)).not.toContain('sesame');
});

test('an answer that is a list without items is unreadable, not empty', async () => {
  server.answer('/api/v1/pods', { kind: 'Nonsense' });
  await expect(api.list('/api/v1/pods')).rejects.toMatchObject({ code: 'unreadable' });
});

test('nobody listening is refused', async () => {
  const other = await FakeApi.open();
  const closed = other.kubeconfig();
  other.close();
  const gone = await ApiClient.open({ kubeconfig: closed });
  await expect(gone.get('/version')).rejects.toMatchObject({ code: 'refused' });
});

test('what speaks no TLS is told as what it is', async () => {
  // Speaks, but no TLS: the handshake fails.
  const tcp = createTcpServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(0, '127.0.0.1');
  await new Promise((resolve) => tcp.once('listening', resolve));
  const { port } = tcp.address() as AddressInfo;
  const tls = await ApiClient.open({ kubeconfig: server.kubeconfig(`https://127.0.0.1:${port}`) });
  await expect(tls.get('/version')).rejects.toMatchObject({ code: 'failed' });
  tcp.close();
});

test('a certificate that the kubeconfig doesn’t trust is told by its code', async () => {
  const other = await FakeApi.open();
  const wrong = await ApiClient.open({ kubeconfig: server.kubeconfig(other.address) });
  await expect(wrong.get('/version')).rejects.toMatchObject({ code: 'certificate' });
  other.close();
});

test('somebody’s stop ends the asking', async () => {
  const stop = new AbortController();
  stop.abort();
  await expect(api.get('/version', { signal: stop.signal })).rejects.toMatchObject({ code: 'stopped' });
});

test('a kubeconfig without a cluster opens nothing', async () => {
  await expect(ApiClient.open({ kubeconfig: '{}' })).rejects.toMatchObject({ code: 'kubeconfig' });
});

test('a kubeconfig that can’t be read is told without any of its lines', async () => {
  const broken = 'users:\n- name: u\n  user:\n    token: sesame: open';
  const error: unknown = await ApiClient.open({ kubeconfig: broken }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'kubeconfig' });
  expect(inspect(error)).not.toContain('sesame');
});
