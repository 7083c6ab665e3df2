import {
  databaseSchema,
  etcdSchema,
  type Plan,
  rainbondSchema,
  registrySchema,
  storageSchema,
} from '@/lib/plan/schema';
import { goldenBundle, goldenInput } from '../testing';
import { chartsOf, entryAddressOf, type RainbondNode, type RainbondTarget } from './target';

/** Every choice of a plan that reaches the values, by itself. */
export const choices = {
  database: [
    databaseSchema.parse({ kind: 'built-in' }),
    databaseSchema.parse({ kind: 'external', host: '10.0.0.51', user: 'rainbond', credential: 'mysql' }),
  ],
  registry: [
    registrySchema.parse({ kind: 'built-in' }),
    registrySchema.parse({ kind: 'external', address: 'registry.corp.example', namespace: 'team' }),
    registrySchema.parse({ kind: 'external', address: 'r.example:5000', user: 'robot', credential: 'registry' }),
  ],
  etcd: [
    etcdSchema.parse({ kind: 'built-in' }),
    etcdSchema.parse({ kind: 'kubernetes' }),
    etcdSchema.parse({ kind: 'external', endpoints: ['https://10.0.0.61:2379', '10.0.0.62:2379'], credential: 'etcd' }),
  ],
  storage: [
    storageSchema.parse({ kind: 'none' }),
    storageSchema.parse({ kind: 'built-in' }),
    storageSchema.parse({ kind: 'storage-class', name: 'shared' }),
    storageSchema.parse({ kind: 'storage-class', name: 'block', shared: false }),
    storageSchema.parse({ kind: 'external-nfs', server: '10.0.0.50', path: '/srv' }),
    storageSchema.parse({ kind: 'nfs-server' }),
    storageSchema.parse({ kind: 'ceph' }),
  ],
  application: [
    { kind: 'none' },
    { kind: 'load-balancer', address: '10.0.0.101', declared: '' },
    {
      kind: 'keepalived',
      address: '10.0.0.102',
      interface: '',
      virtualRouterId: 99,
      vrrpVersion: 3,
      advertIntervalSeconds: 0.3,
    },
  ] satisfies Plan['entry']['application'][],
  console: [true, false],
  ha: [true, false],
};

const { plan: base } = goldenInput('rainbond-6');
const bundle = goldenBundle();

/** A target out of a plan, without facts of hosts. */
export function targetOf(plan: Plan, over: Partial<RainbondTarget> = {}): RainbondTarget {
  const { rainbond } = plan;
  if (rainbond.kind === 'none') throw new Error('no Rainbond in this plan');
  const nodes = plan.hosts.map(
    ({ name, address, roles }): RainbondNode => ({
      name,
      internalIP: address,
      externalIP: address,
      gateway: roles.includes('gateway'),
      build: roles.includes('build'),
      images: null,
    }),
  );
  return {
    plan,
    rainbond,
    runner: { host: 'node-1', kubeconfig: 'admin.conf', zstd: true },
    nodes,
    entryAddress: entryAddressOf(plan, nodes),
    domainSuffix: rainbond.domainSuffix,
    containerdRuntimePath: '/run/containerd',
    charts: chartsOf(plan, bundle, 'amd64', false),
    archives: [],
    architecture: 'amd64',
    kubernetesEtcd: ['10.0.0.11:2379', '10.0.0.12:2379', '10.0.0.13:2379'],
    probeImage: 'lab/busybox:1.35',
    needs: [],
    ...over,
  };
}

/** The plan of the golden case, with one thing changed. */
export function planWith(change: Partial<Plan> = {}): Plan {
  return { ...base, rainbond: { ...base.rainbond, values: '' } as Plan['rainbond'], ...change };
}

/** A target for each combination of the choices. */
export function everyTarget(kind: '5.17' | '6.x'): { title: string; target: RainbondTarget }[] {
  const all: { title: string; target: RainbondTarget }[] = [];
  for (const database of choices.database)
    for (const registry of choices.registry)
      for (const etcd of kind === '5.17' ? choices.etcd : choices.etcd.slice(1, 2))
        for (const storage of choices.storage)
          for (const application of choices.application)
            for (const console of choices.console)
              for (const ha of choices.ha) {
                const rainbond = rainbondSchema.parse({ kind, console, enableHA: ha, sharedVolumes: ha });
                const plan = planWith({
                  database,
                  registry,
                  etcd,
                  storage,
                  rainbond,
                  entry: { ...base.entry, application },
                });
                const title = [database, registry, etcd, storage, application].map((each) => each.kind).join(', ');
                all.push({ title: `${title}, console ${console}, ${ha}`, target: targetOf(plan) });
              }
  return all;
}
