import { sampleFacts } from '@/lib/plan/samples';
import { planDiskUsed } from './plan.disk.used';
import { testRule } from './testing';

const used =
  (percent: number, ...more: { mount: string; percent: number }[]) =>
  () => ({
    'node-1': sampleFacts('10.0.0.11', (facts) => {
      facts.filesystems = [{ mount: '/', percent }, ...more].map(({ mount, percent: share }) => ({
        mount,
        device: 'sda',
        type: 'ext4',
        sizeBytes: 1000,
        availableBytes: 1000 - share * 10,
      }));
    }),
  });
const found = (severity: 'block' | 'warn', mount: string, share: number, needed: number) => ({
  severity,
  hosts: ['node-1'],
  path: 'hosts.0.address',
  values: { host: 'node-1', mount, found: share, needed },
});

testRule(planDiskUsed, {
  accepted: [
    { title: 'exactly 60 %', facts: used(60) },
    { title: 'a full disk that nothing of Kubernetes is on', facts: used(10, { mount: '/home', percent: 99 }) },
    { title: 'unknown hosts' },
  ],
  rejected: [
    { title: '61 %', facts: used(61), findings: [found('warn', '/', 61, 60)] },
    { title: '84 %', facts: used(84), findings: [found('warn', '/', 84, 60)] },
    { title: '85 %, where pods are evicted', facts: used(85), findings: [found('block', '/', 85, 85)] },
    {
      title: 'a full /var/lib of its own',
      facts: used(10, { mount: '/var/lib', percent: 92 }),
      findings: [found('block', '/var/lib', 92, 85)],
    },
  ],
});
