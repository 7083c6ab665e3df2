import { sampleBundle } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { planVersionsCni } from './plan.versions.cni';
import { testRule } from './testing';

const pair = (minor: number, cni: 'calico' | 'cilium', version: string) => {
  const index = sampleBundle();
  index.images.push({
    path: 'images/cni.tar',
    tags: [`quay.io/${cni}/${cni === 'calico' ? 'node' : 'cilium'}:${version}`],
  });
  return {
    plan: ({ kubernetes }: Plan) => {
      kubernetes.version = `v1.${minor}.1`;
      kubernetes.cni = cni;
    },
    bundle: { folder: '/srv/bundle', index, problems: [] },
  };
};
const warned = (minor: number, cni: string, found: string, oldest: string, newest: string) => [
  {
    severity: 'warn' as const,
    path: 'kubernetes.cni',
    values: { cni, found, kubernetes: `v1.${minor}.1`, oldest, newest },
  },
];

testRule(planVersionsCni, {
  accepted: [
    { title: 'flannel says nothing about versions' },
    { title: 'the oldest for Calico 3.32', ...pair(34, 'calico', 'v3.32.0') },
    { title: 'the newest for Calico 3.32', ...pair(36, 'calico', 'v3.32.0') },
    { title: 'the oldest for Cilium 1.19', ...pair(32, 'cilium', 'v1.19.3') },
    { title: 'the newest for Cilium 1.19', ...pair(35, 'cilium', 'v1.19.3') },
    { title: 'a line of which nothing is known', ...pair(36, 'cilium', 'v1.99.0') },
    { title: 'a bundle that was not read', ...pair(36, 'cilium', 'v1.19.3'), bundle: null },
    {
      title: 'an image of another pod network than the plan’s',
      ...pair(36, 'cilium', 'v1.19.3'),
      plan: ({ kubernetes }) => {
        kubernetes.cni = 'flannel';
      },
    },
  ],
  rejected: [
    {
      title: 'older than Calico 3.32',
      ...pair(33, 'calico', 'v3.32.0'),
      findings: warned(33, 'calico', 'v3.32.0', '1.34', '1.36'),
    },
    {
      title: 'newer than Calico 3.31',
      ...pair(36, 'calico', 'v3.31.3'),
      findings: warned(36, 'calico', 'v3.31.3', '1.32', '1.35'),
    },
    {
      title: 'older than Cilium 1.19',
      ...pair(31, 'cilium', 'v1.19.3'),
      findings: warned(31, 'cilium', 'v1.19.3', '1.32', '1.35'),
    },
    {
      title: 'newer than Cilium 1.19',
      ...pair(36, 'cilium', 'v1.19.3'),
      findings: warned(36, 'cilium', 'v1.19.3', '1.32', '1.35'),
    },
  ],
});
