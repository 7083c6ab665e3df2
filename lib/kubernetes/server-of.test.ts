import { expect, test } from 'vitest';
import { serverOf } from './server-of';

const kubeconfig = (server: string) =>
  JSON.stringify({
    'current-context': 'a',
    contexts: [{ name: 'a', context: { cluster: 'c', user: 'u' } }],
    clusters: [{ name: 'c', cluster: { server } }],
    users: [{ name: 'u', user: { token: 't' } }],
  });

test.each([
  ['https://10.0.0.10:6443', { host: '10.0.0.10', port: 6443 }],
  ['https://api.example.com', { host: 'api.example.com', port: 443 }],
  ['https://[fd00::10]:6443/k8s/clusters/c-1', { host: 'fd00::10', port: 6443 }],
])('%s', (server, place) => {
  expect(serverOf(kubeconfig(server))).toEqual(place);
});

test('a kubeconfig that leads nowhere has no server', () => {
  expect(serverOf('{}')).toBeNull();
  expect(serverOf(kubeconfig('nonsense'))).toBeNull();
});
