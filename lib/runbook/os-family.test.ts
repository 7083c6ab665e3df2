import { expect, test } from 'vitest';
import { osTableOf } from './os-family';

const os = (id: string, versionId: string, idLike: string[] = []) => ({ id, versionId, idLike, prettyName: id });

test.each([
  ['debian', '12'],
  ['ubuntu', '24.04'],
])('%s %s installs with apt', (id, version) => {
  expect(osTableOf(os(id, version))).toMatchObject({
    manager: 'apt',
    packages: { conntrack: 'conntrack' },
    selinux: false,
  });
});

test.each([
  ['rocky', '9.4'],
  ['almalinux', '8.10'],
  ['anolis', '8.9'],
  ['openEuler', '22.03'],
  ['kylin', 'V10'],
])('%s %s installs with dnf, SELinux permissive and firewalld off', (id, version) => {
  expect(osTableOf(os(id, version))).toMatchObject({
    manager: 'dnf',
    packages: { conntrack: 'conntrack-tools' },
    selinux: true,
    firewallUnit: 'firewalld.service',
  });
});

test('iptables is called iptables-nft from release 9 of RHEL on', () => {
  expect(osTableOf(os('rocky', '9.4'))?.packages.iptables).toBe('iptables-nft');
  expect(osTableOf(os('rocky', '8.10'))?.packages.iptables).toBe('iptables');
  expect(osTableOf(os('openEuler', '22.03'))?.packages.iptables).toBe('iptables');
});

test('a clone is known by what it is like', () => {
  expect(osTableOf(os('bclinux', '8.6', ['rhel', 'centos']))?.manager).toBe('dnf');
});

test('a distribution of neither family is not guessed', () => {
  expect(osTableOf(os('alpine', '3.20'))).toBeNull();
});
