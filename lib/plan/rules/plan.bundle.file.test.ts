import { sampleBundle } from '@/lib/plan/samples';
import { planBundleFile } from './plan.bundle.file';
import { testRule } from './testing';

testRule(planBundleFile, {
  accepted: [
    { title: 'a whole bundle' },
    { title: 'not read yet', bundle: null },
    {
      title: 'a folder that can not be read, which is another rule',
      bundle: { folder: '/srv/bundle', index: null, problems: [{ code: 'sums-missing' }] },
    },
  ],
  rejected: [
    {
      title: 'a listed file is not there',
      bundle: {
        folder: '/srv/bundle',
        index: sampleBundle(),
        problems: [{ code: 'file-missing', path: 'images/x.tar' }],
      },
      findings: [
        {
          severity: 'block',
          path: 'artifacts.folder',
          values: { problem: 'missing', file: 'images/x.tar', folder: '/srv/bundle' },
        },
      ],
    },
    {
      title: 'a file without permission',
      bundle: {
        folder: '/srv/bundle',
        index: sampleBundle(),
        problems: [{ code: 'not-readable', path: 'images/x.tar', reason: 'EACCES' }],
      },
      findings: [
        {
          severity: 'block',
          path: 'artifacts.folder',
          values: { problem: 'notReadable', file: 'images/x.tar', folder: '/srv/bundle' },
        },
      ],
    },
    {
      title: 'a file that nobody lists',
      bundle: {
        folder: '/srv/bundle',
        index: sampleBundle(),
        problems: [{ code: 'file-unlisted', path: 'images/x.tar' }],
      },
      findings: [
        {
          severity: 'info',
          path: 'artifacts.folder',
          values: { problem: 'unlisted', file: 'images/x.tar', folder: '/srv/bundle' },
        },
      ],
    },
    {
      title: 'an archive without tags',
      bundle: {
        folder: '/srv/bundle',
        index: sampleBundle(),
        problems: [{ code: 'image-without-tags', path: 'images/x.tar' }],
      },
      findings: [
        {
          severity: 'warn',
          path: 'artifacts.folder',
          values: { problem: 'untagged', file: 'images/x.tar', folder: '/srv/bundle' },
        },
      ],
    },
    {
      title: 'a part that an install needs is not in it',
      bundle: { folder: '/srv/bundle', index: { ...sampleBundle(), manifests: {} }, problems: [] },
      findings: [
        {
          severity: 'block',
          path: 'artifacts.folder',
          values: { problem: 'part', file: 'manifests/kube-flannel.yml', folder: '/srv/bundle' },
        },
      ],
    },
  ],
});
