import { expect, it } from 'vitest';
import { buildPlan, outside } from '@/lib/plan/testing/build-plan';
import { shareablePlan } from './shareable-plan';

const secret = 'ops-key';
const base = buildPlan(['all', 'all', 'all'], {
  ...outside,
  etcd: { kind: 'external', credential: secret },
  registry: { kind: 'external', address: 'registry.corp.example', credential: secret },
  database: { kind: 'external', host: '10.0.9.3', credential: secret },
});
const bastion = { address: '10.0.9.9', port: 22, user: 'jump', credential: secret };
const plan = {
  ...base,
  kubernetes: { ...base.kubernetes, kubeconfig: secret },
  hosts: base.hosts.map((host) => ({ ...host, ssh: { ...host.ssh, credential: secret, via: [bastion] } })),
};

it('names no credential, wherever the plan has one', () => {
  expect(JSON.stringify(plan)).toContain(secret);
  expect(JSON.stringify(shareablePlan(plan))).not.toContain(secret);
});

it('leaves all else as it is', () => {
  const shared = shareablePlan(plan);
  expect(shared.hosts.map(({ name, address, roles }) => [name, address, roles])).toEqual(
    plan.hosts.map(({ name, address, roles }) => [name, address, roles]),
  );
  expect(shared.entry).toEqual(plan.entry);
});
