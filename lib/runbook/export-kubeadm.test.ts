import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { exportKubeadm } from './export-kubeadm';
import { goldenRunbook } from './testing';

const files = exportKubeadm(goldenRunbook('six-hosts-openeuler'));
const contentOf = (path: string) => files.find((file) => file.path === path)?.content ?? '';

test('the first control plane has a file for init, every other host one for join, in the order of the joins', () => {
  expect(files.map(({ path }) => path)).toEqual([
    'README.md',
    'node-1/kubeadm-init.yaml',
    'node-2/kubeadm-join.yaml',
    'node-3/kubeadm-join.yaml',
    'node-4/kubeadm-join.yaml',
    'node-5/kubeadm-join.yaml',
    'node-6/kubeadm-join.yaml',
  ]);
});

test('each is what kubeadm reads, with variables in place of what only a run has', () => {
  const kinds = parseAllDocuments(contentOf('node-1/kubeadm-init.yaml')).map((document) => document.toJS().kind);
  expect(kinds).toEqual([
    'InitConfiguration',
    'ClusterConfiguration',
    'KubeletConfiguration',
    'KubeProxyConfiguration',
  ]);
  const all = files.map(({ content }) => content).join('\n');
  expect(all).not.toContain('@{');
  expect(contentOf('node-1/kubeadm-init.yaml')).toMatch(/certificateKey: "?\$\{SECRET_CERTIFICATE_KEY\}/);
  expect(contentOf('node-4/kubeadm-join.yaml')).toMatch(/sha256:\$\{OUTPUT_CA_CERT_HASH\}/);
});

test('the README names every variable once, and the commands in their order', () => {
  const readme = contentOf('README.md');
  for (const name of ['SECRET_BOOTSTRAP_TOKEN', 'SECRET_CERTIFICATE_KEY', 'OUTPUT_CA_CERT_HASH']) {
    expect(readme.split(`export ${name}=`)).toHaveLength(2);
  }
  expect(readme.indexOf('kubeadm init')).toBeLessThan(readme.indexOf('node-2/kubeadm-join.yaml'));
});

test('an override is in it', () => {
  const overridden = exportKubeadm(goldenRunbook('overrides')).map(({ content }) => content);
  expect(overridden.join('\n')).toMatch(/maxPods|certSANs/);
});
