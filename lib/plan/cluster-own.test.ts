import { expect, test } from 'vitest';
import { rulesOfMadeClusters } from './cluster-own';
import { findingsOf } from './findings';
import { planRules } from './rules/registry';
import { samplePlan } from './samples';
import { clusterPlan } from './testing/cluster-plans';

test('every rule that is left out for an existing cluster is a rule', () => {
  const known = new Set(planRules.map(({ id }) => id));
  expect(rulesOfMadeClusters.filter((id) => !known.has(id))).toEqual([]);
});

const found = (plan: Parameters<typeof findingsOf>[0]['plan']) =>
  findingsOf({ plan, facts: {}, bundle: null, credentials: null }).map(({ id }) => id);

test('a plan of an existing cluster has nothing to say against itself but what no runbook does yet', () => {
  expect(found(clusterPlan()).filter((id) => id !== 'plan.unsupported')).toEqual([]);
});

test('two etcd members, ranges that overlap and a tainted node are the cluster’s own affair, and a new one’s fault', () => {
  const change = (plan: ReturnType<typeof samplePlan>) => {
    plan.hosts.splice(2);
    plan.kubernetes.podCidr = plan.kubernetes.serviceCidr;
  };
  expect(found(samplePlan(change))).toEqual(expect.arrayContaining(['plan.etcd.odd', 'plan.cidr.overlap']));
  expect(found(clusterPlan(change)).filter((id) => id !== 'plan.unsupported')).toEqual([]);
});
