import { createServer as createTcpServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ApiClient } from './api-client';
import { FakeApi } from './testing-api';

let server: FakeApi;
let api: ApiClient;
beforeAll(async () => {
  server = await FakeApi.open();
  api = await ApiClient.open({ kubeconfig: server.kubeconfig });
});
beforeEach(() => server.asked.splice(0));
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

test('an answer that is a list without items is unreadable, not empty', async () => {
  server.answer('/api/v1/pods', { kind: 'Nonsense' });
  await expect(api.list('/api/v1/pods')).rejects.toMatchObject({ code: 'unreadable' });
});

test('nobody listening is refused', async () => {
  const other = await FakeApi.open();
  const closed = other.kubeconfig;
  other.close();
  const gone = await ApiClient.open({ kubeconfig: closed });
  await expect(gone.get('/version')).rejects.toMatchObject({ code: 'refused' });
});

test('what speaks no TLS is told as what it is', async () => {
  // Speaks, but no TLS: the handshake fails.
  const tcp = createTcpServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(0, '127.0.0.1');
  await new Promise((resolve) => tcp.once('listening', resolve));
  const address = tcp.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const tls = await ApiClient.open({
    kubeconfig: server.kubeconfig.replace(/https:[^"]+/, `https://127.0.0.1:${port}`),
  });
  await expect(tls.get('/version')).rejects.toMatchObject({ code: 'failed' });
  tcp.close();
});

test('a certificate that the kubeconfig doesn’t trust is told by its code', async () => {
  const other = await FakeApi.open();
  const kubeconfig = server.kubeconfig.replace(`:${server.port}`, `:${other.port}`);
  const wrong = await ApiClient.open({ kubeconfig });
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
