import { sampleFacts, withRainbond } from '@/lib/plan/samples';
import { planDiskSize } from './plan.disk.size';
import { testRule } from './testing';

const gb = 10 ** 9;
const free = (root: number, opt?: number) => () => ({
  'node-1': sampleFacts('10.0.0.11', ({ filesystems }) => {
    for (const each of filesystems) each.availableBytes = root;
    if (opt !== undefined) {
      filesystems.push({ mount: '/opt', device: 'sdb', type: 'xfs', sizeBytes: 100 * gb, availableBytes: opt });
    }
  }),
});

testRule(planDiskSize, {
  accepted: [
    { title: 'a tenth less than 30 GB for containers', facts: free(27 * gb) },
    { title: '40 GB for Rainbond', plan: withRainbond, facts: free(40 * gb) },
    { title: 'unknown hosts' },
  ],
  rejected: [
    {
      title: 'one byte less than that',
      facts: free(27 * gb - 1),
      findings: [
        {
          severity: 'warn',
          hosts: ['node-1'],
          path: 'hosts.0.address',
          values: { host: 'node-1', mount: '/', path: '/var/lib', found: '27.0', needed: 30, why: 'runtime' },
        },
      ],
    },
    {
      title: 'one file system for both of Rainbond’s folders is said once',
      plan: withRainbond,
      facts: free(20 * gb),
      findings: [
        {
          severity: 'block',
          hosts: ['node-1'],
          path: 'hosts.0.address',
          values: { host: 'node-1', mount: '/', path: '/opt/rainbond', found: '20.0', needed: 40, why: 'rainbond' },
        },
      ],
    },
    {
      title: 'Rainbond’s own folder on a small disk of its own',
      plan: withRainbond,
      facts: free(80 * gb, 10 * gb),
      findings: [
        {
          severity: 'block',
          hosts: ['node-1'],
          path: 'hosts.0.address',
          values: { host: 'node-1', mount: '/opt', path: '/opt/rainbond', found: '10.0', needed: 40, why: 'rainbond' },
        },
      ],
    },
  ],
});
