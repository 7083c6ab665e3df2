import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { planToYaml } from '../plan-yaml';
import { samplePlan } from '../samples';
import { importAny } from './import-any';

const sample = (name: string) => readFileSync(path.join(import.meta.dirname, 'samples', name), 'utf8');

test.each([
  ['roi-three-nodes.yaml', 'roi', 'roi-three-nodes'],
  ['roi-production.yaml', 'roi', 'roi-production'],
  ['rke-cluster.yml', 'rke', 'old-prod'],
  ['kubespray.ini', 'ansible', 'kubespray'],
  ['inventory.yaml', 'ansible', 'inventory'],
  ['hosts.csv', 'csv', 'hosts'],
])('%s is %s, and its plan is called %s', (file, format, name) => {
  const result = importAny(sample(file), file);
  expect(result.format).toBe(format);
  expect(result.imported?.plan.name).toBe(name);
});

test.each([
  ['a plan', planToYaml(samplePlan()), 'slipway'],
  ['a plan as JSON', JSON.stringify(samplePlan()), 'slipway'],
  [
    'a plan whose override holds TOML',
    planToYaml(
      samplePlan((plan) => {
        plan.kubernetes.overrides.containerd = '[plugins]\nx = 1\n';
      }),
    ),
    'slipway',
  ],
  ['ROI’s file with no roles', 'hosts:\n- {name: a, address: 10.0.0.1}\n', 'roi'],
  ['RKE1’s file as JSON', '{"nodes": [{"address": "10.0.0.1", "role": ["worker"]}]}', 'rke'],
  ['an inventory that is one line', 'node1 ansible_host=10.0.0.1\n', 'ansible'],
  ['an inventory in YAML without all', 'masters:\n  hosts:\n    a:\nworkers:\n  hosts:\n    b:\n', 'ansible'],
  ['a table with titles', 'name\taddress\na\t10.0.0.1\n', 'csv'],
  ['lines of hosts', '# ours\nnode-1 10.0.0.1\n', 'csv'],
  ['a text with a byte order mark', `\uFEFF${planToYaml(samplePlan())}`, 'slipway'],
])('%s is known without a file name', (_, text, format) => {
  const { format: found, errors } = importAny(text);
  expect(errors).toEqual([]);
  expect(found).toBe(format);
});

describe('a file with a slip is still known for what it is, and the slip is what is said', () => {
  test.each([
    ['schemaVersion: 2\nname: [\n', 'slipway', 'syntax'],
    ['hosts: []\nroleGroups: {\n', 'roi', 'syntax'],
    ['nodes:\n- address: 10.0.0.1\n  role: [worker\n', 'rke', 'syntax'],
    ['all:\n  hosts:\n   a:\n  b\n', 'ansible', 'syntax'],
    ['[masters]\nnode[2:1]\n', 'ansible', 'rangeMalformed'],
    ['schemaVersion: 4\n', 'slipway', 'newerVersion'],
  ])('%j', (text, format, code) => {
    const result = importAny(text);
    expect([result.format, result.errors[0]?.code]).toEqual([format, code]);
  });
});

test.each([
  ['', 'empty', ''],
  [' \n\n', 'empty', ''],
  ['apiVersion: v1\nkind: Pod\nmetadata: {}\n', 'unknownFormat', 'kind: Pod (v1)'],
  ['apiVersion: v1\nkind: Config\nclusters: []\nusers: []\n', 'unknownFormat', 'kind: Config (v1)'],
  ['version: "3"\nservices: {}\n', 'unknownFormat', 'version, services'],
  ['Dear colleague,\nplease install a cluster.\n', 'unknownFormat', 'Dear colleague,'],
  ['%PDF-1.7\n\u0000\u0001', 'unknownFormat', '%PDF-1.7'],
])('%j is none of them, and what it looks like is said', (text, code, found) => {
  const result = importAny(text);
  expect(result.format).toBeNull();
  expect(result.errors).toMatchObject([{ code, found }]);
});

test('10 MB are refused before anybody looks at them', () => {
  expect(importAny('a'.repeat(10_000_000)).errors).toMatchObject([{ code: 'tooLarge', found: 10_000_000 }]);
});

test.each([
  [
    'an inventory',
    `[worker]\n${'n\n'.repeat(4)}${Array.from({ length: 100_000 }, (_, index) => `n${index}`).join('\n')}`,
  ],
  ['a table', `name,address\n${'a,b\n'.repeat(100_000)}`],
  ['ROI’s file', `hosts: [${'{},'.repeat(6000)}]\nroleGroups: {}\n`],
])('%s of more hosts than Kubernetes takes is refused by the number, at once', (_, text) => {
  const started = performance.now();
  expect(importAny(text).errors).toMatchObject([{ code: 'tooMany', needed: 5000 }]);
  expect(performance.now() - started).toBeLessThan(3000);
});

test('as many hosts as Kubernetes takes are read in seconds', () => {
  const hosts = Array.from({ length: 5000 }, (_, index) => `n${index} ansible_host=10.0.${index >> 8}.${index & 255}`);
  const started = performance.now();
  const result = importAny(`[kube_node]\n${hosts.join('\n')}\n[k8s_cluster:children]\nkube_node\n`);
  expect(result.imported?.plan.hosts).toHaveLength(5000);
  expect(performance.now() - started).toBeLessThan(5000);
});
