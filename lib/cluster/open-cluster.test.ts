import { expect, test } from 'vitest';
import type { connect } from '@/lib/hosts/connect';
import type { HostTarget } from '@/lib/hosts/target';
import { KubernetesApiError } from '@/lib/kubernetes/api-error';
import { strictTranslator } from '@/lib/plan/testing-texts';
import en from '@/messages/en/hosts.json';
import zh from '@/messages/zh/hosts.json';
import { openCluster } from './open-cluster';

const kubeconfig = (proxy: string) => `apiVersion: v1
kind: Config
current-context: a
contexts: [{ name: a, context: { cluster: c, user: u } }, { name: b, context: { cluster: d, user: u } }]
clusters:
  - { name: c, cluster: { server: 'https://10.0.0.10:6443'${proxy} } }
  - { name: d, cluster: { server: 'https://10.0.0.11:6443', proxy-url: 'http://10.0.0.9:3128' } }
users: [{ name: u, user: { token: t } }]
`;
const through = { name: 'node-1', address: '10.0.0.10' } as HostTarget;

test('a kubeconfig that leads through a proxy is refused on either way, before anything is connected, without the proxy’s login', async () => {
  let connected = 0;
  const never: typeof connect = async () => {
    connected += 1;
    throw new Error('connected');
  };
  for (const [proxy, found] of [
    ['http://proxy.corp:3128', 'http://proxy.corp:3128'],
    ['socks5://user:word@10.0.0.9:1080', 'socks5://10.0.0.9:1080'],
    ['what:ever is this', '…'],
  ])
    for (const way of [null, through]) {
      const opened = openCluster(
        { kubeconfig: kubeconfig(`, proxy-url: '${proxy}'`), through: way },
        { connect: never },
      );
      const error: unknown = await opened.catch((thrown: unknown) => thrown);
      if (!(error instanceof KubernetesApiError)) throw error;
      expect(error).toMatchObject({ code: 'proxy', values: { found } });
      expect(error.message).not.toContain('word');
      for (const [language, texts] of [
        ['en', en],
        ['zh', zh],
      ] as const)
        expect(strictTranslator(language, texts)('api.proxy', error.values)).toContain(found);
    }
  expect(connected).toBe(0);
});

test('a proxy of another cluster in the same file is no reason to refuse', async () => {
  const cluster = await openCluster({ kubeconfig: kubeconfig(''), through: null });
  await cluster.close();
});
