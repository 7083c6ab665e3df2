import { expect, test } from 'vitest';
import { planFromYaml, planToYaml } from './plan-yaml';
import { samplePlan } from './samples';

const errors = (text: string) => planFromYaml(text).errors.map(({ code, line, path }) => [code, line, path]);

test('a plan survives export and import, overrides with comments included', () => {
  const plan = samplePlan(({ kubernetes }) => {
    kubernetes.overrides.kubeadm = '# why\napiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n';
  });
  expect(planFromYaml(planToYaml(plan))).toEqual({ plan, errors: [] });
});

test('a syntax error has its line', () => {
  expect(errors('schemaVersion: 1\nname: [a\n')[0]).toEqual(['syntax', 3, '']);
});

test('a wrong value has its line, a missing one that of what it is missing from', () => {
  const text = planToYaml(samplePlan())
    .replace('port: 22', 'port: 99999')
    .replace(/\n {4}address: 10.0.0.12/, '');
  const lines = text.split('\n');
  expect(errors(text)).toEqual([
    ['shape', lines.findIndex((line) => line.includes('99999')) + 1, 'hosts.0.ssh.port'],
    ['shape', lines.findIndex((line) => line.includes('node-2')) + 1, 'hosts.1.address'],
  ]);
});

test('another version and another document are told apart', () => {
  expect(errors('schemaVersion: 9\n')).toEqual([['newerVersion', 1, '']]);
  expect(errors('kind: Pod\n')).toEqual([['noVersion', 1, '']]);
  expect(errors('')).toEqual([['noVersion', 1, '']]);
});
