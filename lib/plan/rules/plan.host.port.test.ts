import { sampleFacts, withRainbond } from '@/lib/plan/samples';
import { planHostPort } from './plan.host.port';
import { testRule } from './testing';

const listening =
  (port: number, process: string, protocol: 'tcp' | 'udp' = 'tcp') =>
  () => ({
    'node-1': sampleFacts('10.0.0.11', (facts) => {
      facts.listening = [{ port, protocol, process }];
    }),
  });

testRule(planHostPort, {
  accepted: [
    { title: 'the cluster’s own API server', facts: listening(6443, 'kube-apiserver') },
    { title: 'the kernel’s VXLAN socket', facts: listening(8472, '', 'udp') },
    { title: 'a port that no role wants', facts: listening(22, 'sshd') },
    { title: 'the same number over the other protocol', facts: listening(6443, 'quic', 'udp') },
    { title: 'a web server on a gateway without Rainbond', facts: listening(80, 'httpd') },
    { title: 'unknown hosts' },
  ],
  rejected: [
    {
      title: 'a proxy on the API’s port',
      facts: listening(6443, 'haproxy'),
      findings: [
        {
          severity: 'block',
          hosts: ['node-1'],
          path: 'hosts.0.address',
          values: { host: 'node-1', port: 6443, protocol: 'tcp', found: 'haproxy', use: 'controlPlane' },
        },
      ],
    },
    {
      title: 'a web server where Rainbond’s gateway will listen',
      plan: withRainbond,
      facts: listening(80, 'httpd'),
      findings: [
        {
          severity: 'block',
          hosts: ['node-1'],
          path: 'hosts.0.address',
          values: { host: 'node-1', port: 80, protocol: 'tcp', found: 'httpd', use: 'gateway' },
        },
      ],
    },
  ],
});
