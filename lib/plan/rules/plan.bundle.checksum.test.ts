import { sampleBundle } from '@/lib/plan/samples';
import { planBundleChecksum } from './plan.bundle.checksum';
import { testRule } from './testing';

testRule(planBundleChecksum, {
  accepted: [{ title: 'right checksums' }],
  rejected: [
    {
      title: 'a wrong one',
      bundle: {
        folder: '/srv/bundle',
        index: sampleBundle(),
        problems: [{ code: 'checksum-wrong', path: 'runc.amd64', expected: 'aa', found: 'bb' }],
      },
      findings: [
        {
          severity: 'block',
          path: 'artifacts.folder',
          values: { file: 'runc.amd64', expected: 'aa', found: 'bb', folder: '/srv/bundle' },
        },
      ],
    },
  ],
});
