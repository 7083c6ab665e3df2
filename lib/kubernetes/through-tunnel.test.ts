import { describe, expect, it } from 'vitest';
import { throughTunnel } from './through-tunnel';

const kubeconfig = (server: string, more = '') => `apiVersion: v1
kind: Config
current-context: a
contexts: [{ name: a, context: { cluster: c, user: u } }]
clusters:
  - name: c
    cluster:
      server: ${server}
      certificate-authority-data: Y2E=
${more}
users: [{ name: u, user: { token: t } }]
`;

describe('throughTunnel', () => {
  it.each([
    ['a VIP', kubeconfig('https://10.0.0.10:6443'), 'kubernetes'],
    ['an IPv6 address', kubeconfig('https://[fd00::10]:6443'), 'kubernetes'],
    ['a name', kubeconfig('https://api.example.com:6443'), 'api.example.com'],
    [
      'a name of its own',
      kubeconfig('https://10.0.0.10:6443', '      tls-server-name: k8s.example.com'),
      'k8s.example.com',
    ],
  ])('goes to the local port and still checks the certificate for %s', (_what, text, name) => {
    const cluster = throughTunnel(text, 4711).getCurrentCluster();
    expect(cluster).toMatchObject({ server: 'https://127.0.0.1:4711', tlsServerName: name, caData: 'Y2E=' });
    expect(cluster?.skipTLSVerify).toBe(false);
  });

  it.each([
    ['https://rancher.example/k8s/clusters/c-abc', 'https://127.0.0.1:4711/k8s/clusters/c-abc'],
    ['https://rancher.example/k8s/clusters/c-abc/', 'https://127.0.0.1:4711/k8s/clusters/c-abc'],
    ['https://10.0.0.10:6443/', 'https://127.0.0.1:4711'],
  ])('keeps the path of %s, to which a path can be added', (server, local) => {
    expect(throughTunnel(kubeconfig(server), 4711).getCurrentCluster()?.server).toBe(local);
  });
});
