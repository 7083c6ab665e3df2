import { sampleBundle } from '@/lib/plan/samples';
import { planVersionsImages } from './plan.versions.images';
import { testRule } from './testing';

const holding = (from: string, to: string) => {
  const index = sampleBundle();
  for (const image of index.images) image.tags = image.tags.map((tag) => tag.replace(from, to));
  return { bundle: { folder: '/srv/bundle', index, problems: [] } };
};
const found = (text: string) => [
  { severity: 'block' as const, path: 'artifacts.folder', values: { found: text, needed: 'v1.36.3' } },
];

testRule(planVersionsImages, {
  accepted: [
    { title: 'all of one version' },
    { title: 'without an API server another rule speaks', ...holding('kube-apiserver:', 'x:') },
    { title: 'a bundle that was not read', bundle: null },
    {
      title: 'an existing cluster runs its own',
      ...holding('kube-proxy:v1.36.3', 'kube-proxy:v1.35.0'),
      plan: ({ kubernetes }) => {
        kubernetes.distribution = 'existing';
      },
    },
  ],
  rejected: [
    {
      title: 'one of them older by a patch',
      ...holding('kube-proxy:v1.36.3', 'kube-proxy:v1.36.2'),
      findings: found('kube-proxy v1.36.2'),
    },
    {
      title: 'one of them newer than the API server',
      ...holding('kube-scheduler:v1.36.3', 'kube-scheduler:v1.37.0'),
      findings: found('kube-scheduler v1.37.0'),
    },
  ],
});
