import { sampleFacts } from '@/lib/plan/samples';
import { planDiskSpace } from './plan.disk.space';
import { testRule } from './testing';

const varWith = (bytes: number) => () => ({
  'node-1': sampleFacts('10.0.0.11', (facts) => {
    facts.filesystems.push({
      mount: '/var',
      device: '/dev/sdb',
      type: 'xfs',
      sizeBytes: 2 ** 31,
      availableBytes: bytes,
    });
  }),
});

testRule(planDiskSpace, {
  accepted: [
    { title: 'exactly enough', facts: varWith(550 * 2 ** 20) },
    { title: 'unknown bundle', facts: varWith(0), bundle: null },
    { title: 'unknown hosts' },
  ],
  rejected: [
    {
      title: 'one byte too few at /var, whatever / has',
      facts: varWith(550 * 2 ** 20 - 1),
      findings: [
        {
          severity: 'block',
          hosts: ['node-1'],
          path: 'hosts.0.address',
          values: { host: 'node-1', mount: '/var', found: '0.54', needed: '0.54' },
        },
      ],
    },
    {
      title: 'a full disk',
      facts: varWith(0),
      findings: [
        {
          severity: 'block',
          hosts: ['node-1'],
          path: 'hosts.0.address',
          values: { host: 'node-1', mount: '/var', found: '0.00', needed: '0.54' },
        },
      ],
    },
  ],
});
