import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { importAnsible } from './import-ansible';
import type { Imported } from './imported';

const sample = (name: string) => readFileSync(path.join(import.meta.dirname, 'samples', name), 'utf8');

function imported(text: string, form: 'ini' | 'yaml' = 'ini'): Imported {
  const result = importAnsible(text, 'prod', form);
  if (!result.imported) throw new Error(JSON.stringify(result.errors));
  return result.imported;
}
const listed = ({ notCarriedOver }: Imported) =>
  notCarriedOver.map(({ path: at, line, reason, value }) => `${line} ${at} ${reason} ${value}`.trim());
const hostsOf = ({ plan }: Imported) =>
  plan.hosts.map(({ name, address, ssh, roles }) =>
    `${name} ${ssh.user}@${address}:${ssh.port} ${roles.join(' ')}`.trim(),
  );
const errors = (text: string, form: 'ini' | 'yaml' = 'ini') =>
  importAnsible(text, 'prod', form).errors.map(({ code, line, column }) => `${code} ${line}:${column}`);

describe('kubespray’s inventory', () => {
  const result = imported(sample('kubespray.ini'));

  test('hosts have the variables that count for them, and roles through groups of groups', () => {
    expect(hostsOf(result)).toEqual([
      'cp1 ubuntu@cp1:22 control-plane etcd',
      'cp2 ubuntu@cp2:22 control-plane etcd',
      'cp3 ubuntu@cp3:22 control-plane etcd',
      'w1 ops@203.0.113.21:2200 worker',
      'w2 ubuntu@203.0.113.22:2200 worker',
      'w3 ubuntu@w3:2222 worker',
    ]);
    expect(result.plan.hosts[3]?.internalAddress).toBe('10.0.0.21');
    expect(result.plan.domains).toEqual([{ name: 'B', kind: 'rack' }]);
    expect(result.plan.hosts[4]?.failureDomain).toBe('B');
  });

  test('the bastion is no node: every host is reached through it', () => {
    const bastion = { address: '198.51.100.9', user: 'jump', port: 22, credential: '' };
    for (const { ssh } of result.plan.hosts) expect(ssh.via).toEqual([bastion]);
  });

  test('the cluster’s variables are the plan’s', () => {
    expect(result.plan.kubernetes).toMatchObject({
      version: 'v1.36.3',
      cni: 'calico',
      podCidr: '10.233.64.0/18',
      serviceCidr: '10.233.0.0/18',
      clusterDomain: 'cluster.local',
    });
  });

  test('everything else is listed with its line', () => {
    expect(listed(result)).toEqual([
      '5 all.ansible_python_interpreter noPlace /usr/bin/python3',
      '16 w3.ansible_become_password becomeAlone •••',
      '16 w3.etcd_member_name unknownField etcd9',
      '33 gpu unknownGroup w3',
      '42 kube_node.api_token template •••',
    ]);
  });

  test('passwords and the paths of keys come apart', () => {
    expect(JSON.stringify([result.plan, result.notCarriedOver])).not.toContain('s3cret');
    expect(result.secrets.map(({ name, kind, value, paths }) => [name, kind, value, paths.length])).toEqual([
      ['prod: jump@198.51.100.9 +5', 'private-key-path', '~/.ssh/jump', 6],
      ['prod: ubuntu@cp1 +2', 'password', 'shared "s3cret"', 3],
      ['prod: ops@w1', 'private-key-path', '~/.ssh/ops', 1],
    ]);
  });
});

describe('an inventory in YAML', () => {
  const result = imported(sample('inventory.yaml'), 'yaml');

  test('has the same hosts, groups, ranges and variables', () => {
    expect(hostsOf(result)).toEqual([
      'node01 root@node01:22 control-plane etcd',
      'node02 root@node02:22 control-plane etcd',
      'node03 root@node03:22 control-plane etcd',
      'node04 root@10.0.0.4:2222 worker gateway',
      'node05 root@node05:2222 worker gateway',
    ]);
    expect(result.plan.hosts[3]).toMatchObject({
      failureDomain: 'Room 2',
      ssh: { via: [{ address: '198.51.100.9', port: 2200, user: 'jump' }] },
    });
  });

  test('what only Ansible can open is listed, and is no secret of ours', () => {
    expect(listed(result)).toEqual(['4 all.ansible_become_password vault •••']);
    expect(result.secrets).toMatchObject([{ kind: 'password', value: 's3cret-yaml', sudoPassword: '' }]);
  });
});

test('a sudo password goes with the login that it belongs to', () => {
  const { secrets } = imported('a ansible_host=10.0.0.1 ansible_password=one ansible_become_pass=two\n');
  expect(secrets).toMatchObject([{ kind: 'password', value: 'one', sudoPassword: 'two' }]);
});

test('groups that contain each other end there', () => {
  expect(hostsOf(imported('[a:children]\nb\n[b:children]\na\n[b]\nnode-1\n[worker:children]\na\n'))).toEqual([
    'node-1 root@node-1:22 worker',
  ]);
});

test.each([
  ['[kube_node\nnode1\n', ['sectionMalformed 1:1']],
  ['[kube_node:hosts:x]\n', ['sectionKind 1:1']],
  ['[kube_node:variables]\n', ['sectionKind 1:1']],
  ['[all:vars]\n  ansible_user root\n', ['lineMalformed 2:3']],
  ['node1 ansible_host=10.0.0.1 root\n', ['lineMalformed 1:29']],
  ['node[3:1]\nnode[a:c]\n', ['rangeMalformed 1:1', 'rangeMalformed 2:1']],
  ['node[1:2000000]\n', ['rangeMalformed 1:1']],
  ["node1 ansible_password='open\n", ['quoteOpen 1:1']],
  [
    'node1 ansible_port=ssh\nnode2 ansible_port=0\nnode3 ansible_port=70000\n',
    ['wrongType 1:7', 'tooSmall 2:7', 'tooBig 3:7'],
  ],
  ['[all]\n# nobody\n', ['noHosts 1:1']],
])('%j is refused with its place', (text, expected) => {
  expect(errors(text)).toEqual(expected);
});

test('the YAML form is refused with its place', () => {
  expect(errors('all:\n  hosts:\n    - node1\n', 'yaml')).toEqual(['wrongType 3:5']);
  expect(errors('all:\n  hots:\n    node1:\n', 'yaml')).toEqual(['unknownField 3:5']);
});
