import { expect, test } from 'vitest';
import { samplePlan } from '../samples';
import { SecretList, withCredentials } from './secret-list';

test('the same secret of the same user is one credential; another user’s is another one', () => {
  const list = new SecretList();
  list.add({ kind: 'password', value: 'x' }, 'root', 'a', 'hosts.0.ssh.credential');
  list.add({ kind: 'password', value: 'x' }, 'root', 'b', 'hosts.1.ssh.credential');
  list.add({ kind: 'password', value: 'x' }, 'ops', 'a', 'hosts.2.ssh.credential');
  list.add({ kind: 'password', value: 'x', sudoPassword: 'y' }, 'root', 'c', 'hosts.3.ssh.credential');
  list.add({ kind: 'password', value: '' }, 'root', 'd', 'hosts.4.ssh.credential');
  expect(list.of('prod').map(({ name, paths }) => [name, paths.length])).toEqual([
    ['prod: root@a +1', 2],
    ['prod: ops@a', 1],
    ['prod: root@c', 1],
  ]);
});

test('names are unique, and fit a credential’s', () => {
  const list = new SecretList();
  for (const value of ['x', 'y']) list.add({ kind: 'password', value }, 'root', 'a'.repeat(200), 'registry.credential');
  const names = list.of('prod').map(({ name }) => name);
  expect(new Set(names).size).toBe(2);
  expect(Math.max(...names.map((name) => name.length))).toBeLessThanOrEqual(100);
});

test('ids go where the secrets belong, and the plan that was given stays as it was', () => {
  const plan = samplePlan((changed) => {
    for (const host of changed.hosts) host.ssh.credential = '';
  });
  const sealed = withCredentials(plan, [{ paths: ['hosts.0.ssh.credential', 'hosts.2.ssh.credential'], id: 'id-1' }]);
  expect(sealed.hosts.map(({ ssh }) => ssh.credential)).toEqual(['id-1', '', 'id-1']);
  expect(plan.hosts[0]?.ssh.credential).toBe('');
});

test('nothing else can be written by a path', () => {
  for (const path of [
    'name',
    'hosts.0.name',
    'hosts.9.ssh.credential',
    'registry.credential',
    '__proto__.credential',
  ]) {
    expect(() => withCredentials(samplePlan(), [{ paths: [path], id: 'x' }]), path).toThrow(RangeError);
  }
});
