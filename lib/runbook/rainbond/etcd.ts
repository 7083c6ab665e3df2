import type { RainbondTarget } from './target';

/** In namespace rbd-system, with keys `ca-file`, `cert-file` and `key-file`. */
export const etcdSecretName = 'rbd-etcd-secret';

/** Ids of the secrets that hold an external etcd's client certificate. */
export const etcdSecrets = { ca: 'etcd-ca', certificate: 'etcd-certificate', key: 'etcd-key' } as const;

/** `host:port` of every member that Rainbond 5.17 talks to; empty when it brings its own, and for 6.x, which has none. */
export function etcdEndpoints({ plan: { etcd }, rainbond, kubernetesEtcd }: RainbondTarget): string[] {
  if (rainbond.kind !== '5.17') return [];
  switch (etcd.kind) {
    case 'built-in':
      return [];
    case 'kubernetes':
      return kubernetesEtcd;
    case 'external':
      return etcd.endpoints.map((endpoint) => endpoint.replace(/^https?:\/\//, ''));
  }
}
