import { sampleFacts, withRainbond } from '@/lib/plan/samples';
import { planHostMemory } from './plan.host.memory';
import { testRule } from './testing';

const gib = 2 ** 30;
const memory = (bytes: number) => () => ({
  'node-4': sampleFacts('10.0.0.14', (facts) => Object.assign(facts, { memoryBytes: bytes })),
});
const found = (severity: 'block' | 'warn' | 'info', size: string, needed: number, why: string) => ({
  severity,
  hosts: ['node-4'],
  path: 'hosts.3.address',
  values: { host: 'node-4', found: size, needed, why },
});

testRule(planHostMemory, {
  accepted: [
    { title: 'a tenth less than 2 GiB for a worker', template: 'six-hosts', facts: memory(2 * gib * 0.9) },
    { title: '16 GiB for Rainbond', template: 'six-hosts', plan: withRainbond, facts: memory(16 * gib) },
    { title: 'unknown hosts' },
  ],
  rejected: [
    {
      title: 'one byte less than that',
      template: 'six-hosts',
      facts: memory(Math.ceil(2 * gib * 0.9) - 1),
      findings: [found('block', '1.8', 2, 'kubernetes')],
    },
    {
      title: '7 GiB for Rainbond',
      template: 'six-hosts',
      plan: withRainbond,
      facts: memory(7 * gib),
      findings: [found('warn', '7.0', 8, 'rainbond')],
    },
    {
      title: '8 GiB for Rainbond, which is not for production',
      template: 'six-hosts',
      plan: withRainbond,
      facts: memory(8 * gib),
      findings: [found('info', '8.0', 16, 'production')],
    },
  ],
});
