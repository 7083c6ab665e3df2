import { expect, test } from 'vitest';
import { nodeAt, said } from './testing';

const named = (name: string, more: object = {}) => ({ metadata: { name, ...more } });
const namespace = (name: string, phase = 'Active', conditions: object[] = []) => ({
  metadata: { name },
  status: { phase, conditions: conditions as never },
});

test('cluster.leftover: nothing, and a release that an install would upgrade', () => {
  expect(said('cluster.leftover')).toMatchObject({ state: 'passed' });
  const releases = [named('sh.helm.release.v1.rainbond.v1', { labels: { owner: 'helm', name: 'rainbond' } })];
  const crds = [named('rbdcomponents.rainbond.io')];
  expect(said('cluster.leftover', { releases, crds })).toMatchObject({
    severity: 'warn',
    values: { problem: 'installed', release: 'rainbond' },
    evidence: 'helm uninstall rainbond -n rbd-system',
  });
});

test('cluster.leftover: what helm refuses, and what fails requests, blocks; each with its command', () => {
  const bindings = [
    named('rainbond-operator'),
    { ...named('some-binding'), subjects: [{ kind: 'ServiceAccount', name: 'x', namespace: 'rbd-system' }] },
    named('cluster-admin'),
  ].map((each) => ({ ...each, roleRef: { apiGroup: '', kind: 'ClusterRole', name: 'cluster-admin' } }));
  expect(said('cluster.leftover', { clusterRoleBindings: bindings })).toMatchObject({
    severity: 'block',
    values: { problem: 'blocks', count: 2 },
    evidence: 'kubectl delete clusterrolebinding rainbond-operator\nkubectl delete clusterrolebinding some-binding',
  });
  const apiServices = [
    { ...named('v1beta1.metrics.k8s.io'), spec: { service: { namespace: 'rbd-system' } } as never },
    { ...named('v1.apps'), spec: {} as never },
  ];
  expect(said('cluster.leftover', { apiServices })).toMatchObject({
    severity: 'block',
    evidence: 'kubectl delete apiservice v1beta1.metrics.k8s.io',
  });
  const webhooks = [
    {
      ...named('hook'),
      kind: 'ValidatingWebhookConfiguration',
      webhooks: [{ clientConfig: { service: { namespace: 'rbd-system' } } }] as never,
    },
    { ...named('other'), kind: 'MutatingWebhookConfiguration' },
  ];
  expect(said('cluster.leftover', { webhooks })).toMatchObject({
    severity: 'block',
    evidence: 'kubectl delete validatingwebhookconfiguration/hook',
  });
});

test('cluster.leftover: CRDs and volumes remain as a warning, an empty namespace and marks of nodes as a remark', () => {
  const volumes = [
    { ...named('pv-1'), spec: { claimRef: { namespace: 'rbd-system' } } },
    { ...named('pv-2'), spec: {} },
  ];
  expect(said('cluster.leftover', { crds: [named('rbdcomponents.rainbond.io'), named('a.b')], volumes })).toMatchObject(
    {
      severity: 'warn',
      values: { problem: 'remains', count: 2 },
    },
  );
  const nodes = [
    nodeAt(1, ({ metadata }) => Object.assign(metadata ?? {}, { annotations: { 'rainbond.io/gateway-node': 'true' } })),
  ];
  expect(said('cluster.leftover', { nodes, namespaces: [namespace('rbd-system')] })).toMatchObject({
    severity: 'info',
    values: { count: 2 },
  });
});

test('cluster.terminating: none, Rainbond’s own, another one, and an APIService that keeps all of them', () => {
  expect(said('cluster.terminating')).toMatchObject({ state: 'passed' });
  const stuck = {
    type: 'NamespaceFinalizersRemaining',
    status: 'True',
    message: 'Some content has finalizers: rainbond.io',
  };
  expect(said('cluster.terminating', { namespaces: [namespace('rbd-system', 'Terminating', [stuck])] })).toMatchObject({
    severity: 'block',
    values: { problem: 'own' },
    evidence: stuck.message,
  });
  expect(said('cluster.terminating', { namespaces: [namespace('old', 'Terminating')] })).toMatchObject({
    severity: 'warn',
    values: { problem: 'other', found: 'old' },
  });
  const dead = {
    ...named('v1beta1.metrics.k8s.io'),
    status: { conditions: [{ type: 'Available', status: 'False' }] as never },
  };
  expect(said('cluster.terminating', { apiServices: [dead] })).toMatchObject({
    severity: 'warn',
    values: { problem: 'dead' },
  });
});
