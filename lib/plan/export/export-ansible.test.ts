import { expect, test } from 'vitest';
import { importAnsible } from '../import/import-ansible';
import { samplePlan, withoutDomains } from '../samples';
import { exportAnsible } from './export-ansible';

const plan = samplePlan((changed) => {
  Object.assign(changed, withoutDomains(changed), { domains: [{ name: 'rack A', kind: 'rack' }] });
  changed.kubernetes.cni = 'calico';
  const [first, second] = changed.hosts;
  if (first) Object.assign(first, { internalAddress: '192.168.0.11', failureDomain: 'rack A' });
  if (second)
    second.ssh = {
      ...second.ssh,
      user: 'ops',
      port: 2222,
      via: [
        { address: '198.51.100.9', port: 2200, user: 'jump', credential: 'secret-id' },
        { address: 'inner.example.org', port: 22, user: 'ops', credential: 'secret-id' },
      ],
    };
}, 'six-hosts');

test('an exported inventory imports to the same hosts', () => {
  const { imported } = importAnsible(exportAnsible(plan).text, plan.name);
  const bare = plan.hosts.map((host) => ({
    ...host,
    ssh: {
      ...host.ssh,
      credential: '',
      ...(host.ssh.via ? { via: host.ssh.via.map((hop) => ({ ...hop, credential: '' })) } : {}),
    },
  }));
  expect(imported?.plan.hosts).toEqual(bare);
  expect(imported?.plan.domains).toEqual(plan.domains);
  expect(imported?.plan.kubernetes).toEqual(plan.kubernetes);
  expect(imported?.secrets).toEqual([]);
});

test('passwords are looked up by name when Ansible runs', () => {
  const { text, placeholders } = exportAnsible(plan);
  expect(placeholders[0]).toBe('SSH_PASSWORD_NODE_1');
  expect(text).toContain(
    `node-1 ansible_host=10.0.0.11 ansible_port=22 ansible_user=root ansible_password="{{ lookup('env', 'SSH_PASSWORD_NODE_1') }}"`,
  );
  expect(text).not.toMatch(/ops-key|secret-id/);
});

test('kubespray’s three groups are there even when they are empty', () => {
  const { text } = exportAnsible(samplePlan(undefined, 'empty'));
  for (const group of ['kube_control_plane', 'etcd', 'kube_node']) expect(text).toContain(`[${group}]\n\n`);
  expect(text).not.toContain('[gateway]');
});

test('names that an inventory can’t hold are spelt so that it can', () => {
  const draft = samplePlan((changed) => {
    for (const [index, name] of ['a b', 'a-b', '机架'].entries()) Object.assign(changed.hosts[index] ?? {}, { name });
  });
  const { imported } = importAnsible(exportAnsible(draft).text);
  expect(imported?.plan.hosts.map(({ name }) => name)).toEqual(['a-b', 'a-b-2', 'host-3']);
});

test('sections that an inventory has no words for are listed', () => {
  expect(exportAnsible(plan).notExported).toEqual([
    { path: 'entry.api', reason: 'noField' },
    { path: 'artifacts', reason: 'noField' },
  ]);
});
