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

const lists: ['calico' | 'cilium', string, number, number][] = [
  ['calico', '3.29', 29, 32],
  ['calico', '3.31', 32, 35],
  ['calico', '3.32', 34, 36],
  ['calico', '3.33', 35, 37],
  ['cilium', '1.16', 27, 30],
  ['cilium', '1.18', 30, 33],
  ['cilium', '1.19', 32, 35],
];

testRule(planVersionsCni, {
  accepted: [
    { title: 'flannel says nothing about versions' },
    ...lists.flatMap(([cni, line, oldest, newest]) => [
      { title: `the oldest for ${cni} ${line}`, ...pair(oldest, cni, `v${line}.0`) },
      { title: `the newest for ${cni} ${line}`, ...pair(newest, cni, `v${line}.0`) },
    ]),
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
  rejected: lists.flatMap(([cni, line, oldest, newest]) =>
    [oldest - 1, newest + 1].map((minor) => ({
      title: `1.${minor} for ${cni} ${line}`,
      ...pair(minor, cni, `v${line}.0`),
      findings: warned(minor, cni, `v${line}.0`, `1.${oldest}`, `1.${newest}`),
    })),
  ),
});
