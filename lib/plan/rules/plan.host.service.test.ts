import { sampleFacts } from '@/lib/plan/samples';
import { planHostService } from './plan.host.service';
import { testRule } from './testing';

const running = (...units: { unit: string; state: string }[]) => ({
  facts: () => ({
    'node-1': sampleFacts('10.0.0.11', (facts) => {
      facts.running = units;
    }),
  }),
});
const active = (unit: string) => ({ unit, state: 'active' });
const found = (problem: string, unit: string) => ({
  severity: 'warn' as const,
  hosts: ['node-1'],
  path: 'hosts.0.address',
  values: { problem, host: 'node-1', found: unit },
});

testRule(planHostService, {
  accepted: [
    { title: 'what an install uses itself', ...running(active('containerd.service'), active('chrony.service')) },
    { title: 'a firewall that failed to start', ...running({ unit: 'firewalld.service', state: 'failed' }) },
    { title: 'unknown hosts' },
  ],
  rejected: [
    {
      title: 'Docker and a firewall',
      ...running(active('docker.service'), active('ufw.service')),
      findings: [found('runtime', 'docker.service'), found('firewall', 'ufw.service')],
    },
  ],
});
