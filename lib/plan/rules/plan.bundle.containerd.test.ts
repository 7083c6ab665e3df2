import { sampleBundle } from '@/lib/plan/samples';
import { planBundleContainerd } from './plan.bundle.containerd';
import { testRule } from './testing';

const holding = (version: string) => {
  const index = sampleBundle();
  for (const file of index.files) file.path = file.path.replace('containerd-2.3.7', `containerd-${version}`);
  return { folder: '/srv/bundle', index, problems: [] };
};

testRule(planBundleContainerd, {
  accepted: [
    { title: 'containerd 2', bundle: holding('2.0.0') },
    {
      title: 'containerd 1 for the last Kubernetes that works with it',
      plan: ({ kubernetes }) => {
        kubernetes.version = 'v1.35.2';
      },
      bundle: holding('1.7.31'),
    },
    { title: 'a bundle that was not read', bundle: null },
  ],
  rejected: [
    {
      title: 'containerd 1 for a newer one',
      bundle: holding('1.7.31'),
      findings: [{ severity: 'block', path: 'artifacts.folder', values: { found: '1.7.31', kubernetes: 'v1.36.3' } }],
    },
  ],
});
