import { expect, test } from 'vitest';
import { importSshConfig } from './import-ssh-config';

const text = `# mine
User ops
Include config.d/*
Host bastion
  HostName 198.51.100.9
  User jump
  Port 2200
  IdentityFile ~/.ssh/jump
Host inner
  HostName = 10.0.0.9
  ProxyJump bastion
Host node1 Node2.example.org
  ProxyJump bastion,admin@inner:2022
  ForwardAgent yes
Host node3
  HostName %h.example.org
  ProxyJump inner
Host node* !node2*
  IdentityFile ~/.ssh/nodes
  Port 2222
Match host node9
  User other
`;
const { imported } = importSshConfig(text, 'site');
const shown = imported?.plan.hosts.map(({ name, address, ssh }) => {
  const via = (ssh.via ?? []).map((hop) => `${hop.user}@${hop.address}:${hop.port}`).join(' ');
  return `${name} ${ssh.user}@${address}:${ssh.port}${via && ` via ${via}`}`;
});

test('each name is a host, with the first value of each option and jumps through names of the file', () => {
  expect(shown).toEqual([
    'bastion ops@198.51.100.9:2200',
    'inner ops@10.0.0.9:22 via ops@198.51.100.9:2200',
    'node1 ops@node1:2222 via ops@198.51.100.9:2200 admin@10.0.0.9:2022',
    'node2 ops@Node2.example.org:22 via ops@198.51.100.9:2200 admin@10.0.0.9:2022',
    'node3 ops@node3.example.org:2222 via ops@198.51.100.9:2200 ops@10.0.0.9:22',
  ]);
});

test('key files are credentials that are still needed, each once', () => {
  expect(imported?.secrets.map(({ kind, value, paths }) => [kind, value, paths.length])).toEqual([
    ['private-key-path', '~/.ssh/jump', 5],
    ['private-key-path', '~/.ssh/nodes', 2],
  ]);
});

test('what has no place is listed with its line', () => {
  expect(imported?.notCarriedOver.map(({ line, path, reason }) => `${line} ${path} ${reason}`)).toEqual([
    '3 Include sshInclude',
    '14 ForwardAgent noPlace',
    '21 Match sshMatch',
  ]);
});

test('jumps in a circle end, and are listed', () => {
  const circle = importSshConfig('Host a\n ProxyJump b\nHost b\n ProxyJump a\n').imported;
  expect(circle?.plan.hosts.map(({ ssh }) => ssh.via)).toEqual([undefined, undefined]);
  expect(circle?.notCarriedOver.map(({ reason }) => reason)).toEqual(['unusable', 'unusable']);
});

test('a file without a name is no list of hosts', () => {
  expect(importSshConfig('Host *\n User root\n').errors).toMatchObject([{ code: 'noHosts' }]);
});
