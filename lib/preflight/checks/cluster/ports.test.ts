import { expect, test } from 'vitest';
import { podOn, said } from './testing';

const port = (ports: object[], more: object = {}) => ({
  containers: [{ name: 'main', ports: ports as never }],
  ...more,
});

test('node.ports: free, an ingress controller by hostPort, one on the host’s network', () => {
  expect(said('node.ports')).toMatchObject({ state: 'passed' });
  const traefik = podOn('node-1', 'svclb-traefik', port([{ containerPort: 8000, hostPort: 80 }]), 'kube-system');
  expect(said('node.ports', { pods: [traefik] })).toMatchObject({
    severity: 'block',
    values: { count: 1, found: '80: kube-system/svclb-traefik' },
  });
  const nginx = podOn(
    'node-1',
    'nginx',
    port([{ containerPort: 443 }, { containerPort: 10254 }], { hostNetwork: true }),
    'ingress',
  );
  expect(said('node.ports', { pods: [nginx] })).toMatchObject({
    severity: 'block',
    values: { count: 1, found: '443: ingress/nginx' },
  });
});

test('node.ports: other nodes, other ports, UDP, pods that are over and Rainbond’s own gateway take nothing', () => {
  const pods = [
    podOn('node-2', 'elsewhere', port([{ containerPort: 80, hostPort: 80 }])),
    podOn('node-1', 'inside', port([{ containerPort: 80 }])),
    podOn('node-1', 'dns', port([{ containerPort: 443, hostPort: 443, protocol: 'UDP' }])),
    { ...podOn('node-1', 'over', port([{ containerPort: 80, hostPort: 80 }])), status: { phase: 'Failed' } },
    podOn('node-1', 'rbd-gateway', port([{ containerPort: 80 }], { hostNetwork: true }), 'rbd-system'),
  ];
  expect(said('node.ports', { pods })).toMatchObject({ state: 'passed' });
});
