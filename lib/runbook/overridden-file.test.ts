import { parse as parseToml } from 'smol-toml';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { CompileError } from './compile-error';
import { mergedTomlFile, mergedYamlFile } from './overridden-file';

const cluster = { apiVersion: 'v1', kind: 'Cluster', sans: ['10.0.0.1'], etcd: { dataDir: '/var/lib/etcd' } };
const kubelet = { apiVersion: 'v1', kind: 'Kubelet', odd: 'yes: "no"', lines: 'a\nb', empty: {} };
const override =
  'kind: Cluster\nsans: [k8s.example]\netcd:\n  dataDir: /data\n---\n# only a comment\n---\nkind: Kubelet\nmaxPods: 180\n';
const merged = () => mergedYamlFile('/x', '0600', [cluster, kubelet], override).file;

test('documents are matched by kind', () => {
  expect(parseAllDocuments(merged().content).map((document): unknown => document.toJS())).toEqual([
    { ...cluster, sans: ['10.0.0.1', 'k8s.example'], etcd: { dataDir: '/data' } },
    { ...kubelet, maxPods: 180 },
  ]);
});

test('each line that an override brought names where it comes from', () => {
  const lines = merged().content.split('\n');
  const brought = merged().origins.filter(({ kind }) => kind === 'override');
  expect(brought.map(({ line, source }) => [lines[line - 1], source])).toEqual([
    ['  - k8s.example', 'kubeadm.Cluster.sans'],
    ['  dataDir: /data', 'kubeadm.Cluster.etcd.dataDir'],
    ['maxPods: 180', 'kubeadm.Kubelet.maxPods'],
  ]);
});

test('a generated line that is gone stands before the line that replaced it', () => {
  const { origins, content } = merged();
  const gone = origins.find(({ kind }) => kind === 'replaced');
  expect(gone?.text).toBe('  dataDir: /var/lib/etcd');
  expect(content.split('\n')[(gone?.line ?? 0) - 1]).toBe('  dataDir: /data');
});

test('a generated line that null took away stands where its neighbours are', () => {
  const { origins, content } = mergedYamlFile('/x', '0600', [cluster], 'kind: Cluster\netcd: {dataDir: null}\n').file;
  expect(parseAllDocuments(content)[0]?.toJS()).toEqual({ ...cluster, etcd: {} });
  expect(origins).toMatchObject([{ kind: 'replaced', text: '  dataDir: /var/lib/etcd' }]);
});

test('generated text and the override itself are kept beside the merged text', () => {
  expect(merged().overrides).toBe(override);
  expect(parseAllDocuments(merged().generated ?? '').map((document): unknown => document.toJS())).toEqual([
    cluster,
    kubelet,
  ]);
});

test('without an override for these kinds a file is only generated', () => {
  const { file } = mergedYamlFile('/x', '0600', [cluster], 'kind: Other\na: 1\n');
  expect(file).toMatchObject({ origins: [] });
  expect(file.generated).toBeUndefined();
});

test.each([
  ['a: [', 'override-invalid'],
  ['- a\n', 'override-invalid'],
  ['a: 1\n', 'override-invalid'],
  ['kind: Cluster\napiVersion: v0\n', 'override-api-version'],
])('%j is refused as %s', (text, code) => {
  const attempt = () => mergedYamlFile('/x', '0600', [cluster], text);
  expect(attempt).toThrow(CompileError);
  expect(attempt).toThrow(code);
});

const settings = { version: 3, plugins: { 'io.a.v1': { on: true, list: ['a'] } } };

test('a TOML file is merged table by table', () => {
  const file = mergedTomlFile(
    '/x',
    '0644',
    settings,
    "[plugins.'io.a.v1']\non = false\n[plugins.b]\nc = 1\n",
    'containerd',
  );
  expect(parseToml(file.content)).toEqual({
    version: 3,
    plugins: { 'io.a.v1': { on: false, list: ['a'] }, b: { c: 1 } },
  });
  const lines = file.content.split('\n');
  expect(file.origins.map(({ kind, line, text }) => [kind, text || lines[line - 1]])).toEqual([
    ['replaced', 'on = true'],
    ['override', 'on = false'],
    ['override', '[plugins.b]'],
    ['override', 'c = 1'],
  ]);
});

test('what is not TOML is refused', () => {
  expect(() => mergedTomlFile('/x', '0644', settings, 'a = ', 'containerd')).toThrow('override-invalid');
});
