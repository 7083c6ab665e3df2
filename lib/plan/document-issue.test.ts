import { expect, test } from 'vitest';
import { documentIssue } from './document-issue';
import { planSchema, planSchemaVersion } from './schema';

function issues(part: object): string[] {
  const entry = { api: { kind: 'host' }, application: { kind: 'none' } };
  const document = { schemaVersion: planSchemaVersion, name: 'prod', entry, ...part };
  const { error } = planSchema.safeParse(document);
  return (error?.issues ?? []).map((issue) => {
    const { code, path, found, needed } = documentIssue(issue, document);
    return `${path.join('.')} ${code} ${found} / ${needed}`;
  });
}

test.each([
  [{ name: 1 }, 'name wrongType 1 / text'],
  [{ name: undefined }, 'name missing  / text'],
  [{ hosts: {} }, 'hosts wrongType {} / list'],
  [{ hosts: ['node-1'] }, 'hosts.0 wrongType node-1 / map'],
  [{ hosts: [{ name: 'a', address: 'b', ssh: { port: '22' } }] }, 'hosts.0.ssh.port wrongType 22 / number'],
  [{ hosts: [{ name: 'a', address: 'b', ssh: { port: 2.5 } }] }, 'hosts.0.ssh.port wrongType 2.5 / integer'],
  [{ hosts: [{ name: 'a', address: 'b', ssh: { port: 70000 } }] }, 'hosts.0.ssh.port tooBig 70000 / 65535'],
  [{ storage: { kind: 'ceph', copies: 0 } }, 'storage.copies tooSmall 0 / 1'],
  [{ kubernetes: { cni: 'weave' } }, 'kubernetes.cni notOneOf weave / flannel, calico, cilium, existing'],
  [{ database: { kind: 'oracle' } }, 'database.kind notOneOf oracle / built-in, external, mysql-pair'],
  [{ database: {} }, 'database.kind missing  / other'],
  [
    { hosts: [{ name: 'a', address: 'b', roles: ['master'] }] },
    'hosts.0.roles.0 notOneOf master / control-plane, etcd, worker, gateway, build, nfs-primary, nfs-secondary, mysql-primary, mysql-replica, ceph',
  ],
])('%j: found and needed as values, not as somebody’s English', (part, expected) => {
  expect(issues(part)).toEqual([expected]);
});

test('what was found is cut to one line', () => {
  expect(issues({ name: [`${'x'.repeat(80)}\ny`] })[0]).toHaveLength('name wrongType  / text'.length + 60);
});
