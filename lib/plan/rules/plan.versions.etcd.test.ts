import { sampleBundle } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { planVersionsEtcd } from './plan.versions.etcd';
import { testRule } from './testing';

const pair = (minor: number, etcd: string, overrides = '') => {
  const index = sampleBundle();
  for (const image of index.images) image.tags = image.tags.map((tag) => tag.replace('etcd:3.6.8-0', `etcd:${etcd}`));
  return {
    plan: ({ kubernetes }: Plan) => {
      kubernetes.version = `v1.${minor}.1`;
      kubernetes.overrides.kubeadm = overrides;
    },
    bundle: { folder: '/srv/bundle', index, problems: [] },
  };
};
const found = (severity: 'block' | 'warn', minor: number, etcd: string, needed: string) => [
  { severity, path: 'artifacts.folder', values: { found: etcd, kubernetes: `v1.${minor}.1`, needed } },
];

testRule(planVersionsEtcd, {
  accepted: [
    { title: 'the lab’s pair' },
    { title: '3.5 for the last Kubernetes with it', ...pair(33, '3.5.24-0') },
    { title: '3.6 for the first Kubernetes with it', ...pair(34, '3.6.5-0') },
    { title: 'a Kubernetes that is not in the table', ...pair(37, '3.5.24-0') },
    { title: 'a bundle that was not read', bundle: null },
    {
      title: 'RKE2 brings its own',
      ...pair(34, '3.5.24-0'),
      plan: ({ kubernetes }) => {
        Object.assign(kubernetes, { distribution: 'rke2', version: 'v1.34.1+rke2r1' });
      },
    },
  ],
  rejected: [
    { title: '3.6 before 1.34', ...pair(33, '3.6.5-0'), findings: found('block', 33, '3.6.5-0', '3.5') },
    { title: '3.5 from 1.34 on', ...pair(34, '3.5.24-0'), findings: found('block', 34, '3.5.24-0', '3.6') },
    {
      title: 'another one that an override names',
      ...pair(34, '3.5.24-0', 'kind: ClusterConfiguration\netcd:\n  local:\n    imageTag: 3.5.24-0\n'),
      findings: found('warn', 34, '3.5.24-0', '3.6'),
    },
  ],
});
