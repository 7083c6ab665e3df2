import { sampleBundle } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { planVersionsContainerd } from './plan.versions.containerd';
import { testRule } from './testing';

const pair = (minor: number, containerd: string) => {
  const index = sampleBundle();
  for (const file of index.files) file.path = file.path.replace('containerd-2.3.7', `containerd-${containerd}`);
  return {
    plan: ({ kubernetes }: Plan) => {
      kubernetes.version = `v1.${minor}.1`;
    },
    bundle: { folder: '/srv/bundle', index, problems: [] },
  };
};
const warned = (minor: number, found: string, needed: string) => [
  { severity: 'warn' as const, path: 'artifacts.folder', values: { found, kubernetes: `v1.${minor}.1`, needed } },
];

testRule(planVersionsContainerd, {
  accepted: [
    { title: 'the lab’s pair' },
    { title: 'the first patch of the newest line', ...pair(34, '2.1.3') },
    { title: 'the first patch of an older line', ...pair(34, '2.0.6') },
    { title: 'the first patch of the oldest line', ...pair(34, '1.6.39') },
    { title: 'a line newer than the table', ...pair(33, '2.3.7') },
    { title: 'the first patch of 2.2 for 1.36', ...pair(36, '2.2.0') },
    { title: '1.x for 1.36 is another rule', ...pair(36, '1.7.31') },
    { title: 'a Kubernetes that is not in the table', ...pair(37, '2.0.0') },
    { title: 'a bundle that was not read', bundle: null },
    {
      title: 'RKE2 brings its own',
      ...pair(34, '2.0.5'),
      plan: ({ kubernetes }) => {
        Object.assign(kubernetes, { distribution: 'rke2', version: 'v1.34.1+rke2r1' });
      },
    },
  ],
  rejected: [
    {
      title: 'before the first patch of the newest line',
      ...pair(34, '2.1.2'),
      findings: warned(34, '2.1.2', '2.1.3+, 2.0.6+, 1.7.28+, 1.6.39+'),
    },
    {
      title: 'before the first patch of an older line',
      ...pair(34, '2.0.5'),
      findings: warned(34, '2.0.5', '2.1.3+, 2.0.6+, 1.7.28+, 1.6.39+'),
    },
    {
      title: 'a line that is not recommended any more',
      ...pair(35, '2.0.9'),
      findings: warned(35, '2.0.9', '2.2.0+, 2.1.5+, 1.7.28+'),
    },
    { title: '2.1 for 1.36', ...pair(36, '2.1.9'), findings: warned(36, '2.1.9', '2.3.0+, 2.2.0+') },
  ],
});
