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

/** Minor, first patch that is recommended, the last before it, and the row of containerd's table. */
const thresholds: [number, string, string, string][] = [
  [31, '1.7.20', '1.7.19', '2.1.0+, 2.0.0+, 1.7.20+, 1.6.34+'],
  [31, '1.6.34', '1.6.33', '2.1.0+, 2.0.0+, 1.7.20+, 1.6.34+'],
  [32, '2.0.1', '2.0.0', '2.1.0+, 2.0.1+, 1.7.24+, 1.6.36+'],
  [32, '1.7.24', '1.7.23', '2.1.0+, 2.0.1+, 1.7.24+, 1.6.36+'],
  [33, '2.0.4', '2.0.3', '2.1.0+, 2.0.4+, 1.7.24+, 1.6.36+'],
  [33, '1.6.36', '1.6.35', '2.1.0+, 2.0.4+, 1.7.24+, 1.6.36+'],
  [34, '2.1.3', '2.1.2', '2.1.3+, 2.0.6+, 1.7.28+, 1.6.39+'],
  [34, '2.0.6', '2.0.5', '2.1.3+, 2.0.6+, 1.7.28+, 1.6.39+'],
  [34, '1.7.28', '1.7.27', '2.1.3+, 2.0.6+, 1.7.28+, 1.6.39+'],
  [34, '1.6.39', '1.6.38', '2.1.3+, 2.0.6+, 1.7.28+, 1.6.39+'],
  [35, '2.1.5', '2.1.4', '2.2.0+, 2.1.5+, 1.7.28+'],
  [35, '1.7.28', '1.7.27', '2.2.0+, 2.1.5+, 1.7.28+'],
  [36, '2.2.0', '2.1.9', '2.3.0+, 2.2.0+'],
];

testRule(planVersionsContainerd, {
  accepted: [
    { title: 'the lab’s pair' },
    ...thresholds.map(([minor, first]) => ({ title: `${first} for 1.${minor}`, ...pair(minor, first) })),
    { title: 'a line newer than the table', ...pair(33, '2.3.7') },
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
    ...thresholds.map(([minor, , before, needed]) => ({
      title: `${before} for 1.${minor}`,
      ...pair(minor, before),
      findings: warned(minor, before, needed),
    })),
    {
      title: 'a line that is not recommended any more',
      ...pair(35, '2.0.9'),
      findings: warned(35, '2.0.9', '2.2.0+, 2.1.5+, 1.7.28+'),
    },
  ],
});
