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
    ...(
      [
        ['not-gzip', 'damaged'],
        ['no-chart', 'other'],
      ] as const
    ).map(([reason, found]) => ({
      title: `a chart that is none: ${reason}`,
      bundle: {
        folder: '/srv/bundle',
        index: sampleBundle(),
        problems: [{ code: 'not-a-chart' as const, path: 'charts/rainbond-6.9.3.tgz', reason }],
      },
      findings: [
        {
          severity: 'block' as const,
          path: 'artifacts.folder',
          values: { problem: 'notChart', file: 'charts/rainbond-6.9.3.tgz', folder: '/srv/bundle', found },
        },
      ],
    })),
    {
      title: 'a chart of another version than its name says',
      bundle: {
        folder: '/srv/bundle',
        index: sampleBundle(),
        problems: [{ code: 'chart-of-another', path: 'charts/rainbond-6.9.4.tgz', found: 'rainbond 6.9.3' }],
      },
      findings: [
        {
          severity: 'warn',
          path: 'artifacts.folder',
          values: {
            ...{ problem: 'otherChart', file: 'charts/rainbond-6.9.4.tgz', folder: '/srv/bundle' },
            found: 'rainbond 6.9.3',
          },
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
