import { sampleFacts } from '@/lib/plan/samples';
import { planDiskRotational } from './plan.disk.rotational';
import { testRule } from './testing';

const disks =
  (...kinds: (boolean | null)[]) =>
  () =>
    Object.fromEntries(
      [1, 4].map((number) => [
        `node-${number}`,
        sampleFacts(`10.0.0.1${number}`, (facts) => {
          facts.disks = kinds.map((rotational, index) => ({ name: `sd${index}`, sizeBytes: 1, rotational, model: '' }));
        }),
      ]),
    );
const found = (index: number, use: string, names: string) => ({
  severity: 'warn' as const,
  hosts: [`node-${index + 1}`],
  path: `hosts.${index}.address`,
  values: { use, host: `node-${index + 1}`, found: names },
});

testRule(planDiskRotational, {
  accepted: [
    { title: 'an SSD among them', template: 'six-hosts', facts: disks(true, false) },
    { title: 'a disk that doesn’t say', template: 'six-hosts', facts: disks(true, null) },
    { title: 'no disk is known', template: 'six-hosts', facts: disks() },
    {
      title: 'rotating disks where neither etcd nor builds are',
      template: 'six-hosts',
      plan: ({ hosts }) => {
        for (const host of hosts) host.roles = ['worker'];
      },
      facts: disks(true),
    },
  ],
  rejected: [
    {
      title: 'only rotating ones, for etcd and for builds',
      template: 'six-hosts',
      facts: disks(true, true),
      findings: [found(0, 'etcd', 'sd0, sd1'), found(3, 'build', 'sd0, sd1')],
    },
  ],
});
