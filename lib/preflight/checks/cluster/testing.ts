import type { V1Node, V1Pod } from '@kubernetes/client-node';
import { expect } from 'vitest';
import type { ClusterParts } from '@/lib/kubernetes/cluster-parts';
import { withRainbond } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { clusterPlan } from '@/lib/plan/testing/cluster-plans';
import { strictTranslator } from '@/lib/plan/testing-texts';
import en from '@/messages/en/checks-cluster.json';
import zh from '@/messages/zh/checks-cluster.json';
import { apiRow } from '../../api-row';
import type { CheckContext, Outcome } from '../../check';
import { rowsOf } from '../../expected';
import { clusterChecks } from '.';

/** A node as kubeadm leaves it, 8 CPU and 16 GiB. */
export function nodeAt(number: number, change: (node: V1Node) => void = () => {}): V1Node {
  const name = `node-${number}`;
  const node: V1Node = {
    metadata: { name, labels: { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux' } },
    spec: {},
    status: {
      addresses: [{ type: 'InternalIP', address: `10.0.0.${10 + number}` }],
      allocatable: { cpu: '7800m', memory: '15Gi', pods: '110' },
      conditions: [
        { type: 'Ready', status: 'True', reason: 'KubeletReady' },
        { type: 'DiskPressure', status: 'False' },
      ],
      nodeInfo: {
        kubeletVersion: 'v1.30.4',
        containerRuntimeVersion: 'containerd://1.7.20',
      } as NonNullable<V1Node['status']>['nodeInfo'] & object,
    },
  };
  change(node);
  return node;
}

export function podOn(node: string, name: string, spec: Partial<V1Pod['spec']> = {}, namespace = 'default'): V1Pod {
  return {
    metadata: { name, namespace },
    spec: { nodeName: node, containers: [{ name: 'main' }], ...spec },
    status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
  };
}

/** A cluster of three such nodes that nothing can be said against. */
export function sampleParts(change: Partial<ClusterParts> = {}): ClusterParts {
  return {
    version: { gitVersion: 'v1.30.4' } as ClusterParts['version'],
    nodes: [1, 2, 3].map((number) => nodeAt(number)),
    pods: [],
    namespaces: ['default', 'kube-system'].map((name) => ({ metadata: { name }, status: { phase: 'Active' } })),
    storageClasses: [],
    volumes: [],
    claims: [],
    crds: [],
    clusterRoleBindings: [],
    webhooks: [],
    apiServices: [],
    releases: [],
    corefile: '',
    permissions: [],
    ...change,
  };
}

/** An existing cluster that gets Rainbond 6.x, helm on its first node. */
export function clusterContext(change: (plan: Plan) => void = () => {}): CheckContext {
  const plan = clusterPlan((each) => {
    withRainbond(each);
    each.kubernetes.runner = 'node-1';
    change(each);
  });
  return { plan, facts: {}, bundle: null };
}

/** What a check says; of scope `node`, of `host`. Its texts are quoted in both languages, so that a value that is missing throws. */
export function said(
  id: string,
  parts: Partial<ClusterParts> = {},
  context: CheckContext = clusterContext(),
  host = 'node-1',
): Outcome {
  const check = clusterChecks.find((each) => each.id === id);
  if (!check) throw new Error(`no check ${id}`);
  const rows = rowsOf(check, context);
  const row = check.scope === 'cluster' ? rows.find((each) => each === apiRow) : rows.find(({ name }) => name === host);
  if (!row) throw new Error(`${id} doesn’t concern ${host}`);
  const outcome = check.judge(sampleParts(parts), context, row);
  if (outcome.state !== 'not-run') {
    for (const translate of [strictTranslator('en', en), strictTranslator('zh', zh)]) {
      for (const key of ['found', 'needed']) expect(translate(`${id}.${key}`, outcome.values)).not.toBe('');
      for (const key of ['name', 'title', 'why']) expect(translate(`${id}.${key}`)).not.toBe('');
    }
  }
  return outcome;
}
