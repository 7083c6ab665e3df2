import { expect, test } from 'vitest';
import { roles, serviceRoleSchema } from '../schema';
import { roleOfWord } from './role-words';

test('every role of ours is known by its own name, however it is spelt', () => {
  for (const role of [...roles, ...serviceRoleSchema.options]) {
    for (const word of [role, role.replace('-', '_'), role.toUpperCase()]) expect(roleOfWord(word), word).toBe(role);
  }
});

test.each([
  ['kube_control_plane', 'control-plane'],
  ['kube-master', 'control-plane'],
  ['masters', 'control-plane'],
  ['kube_node', 'worker'],
  ['rbd-gateway', 'gateway'],
  ['rbd-chaos', 'build'],
  ['nfs-server', 'nfs-primary'],
  ['gpu', undefined],
  ['constructor', undefined],
])('%s is %s', (word, role) => {
  expect(roleOfWord(word)).toBe(role);
});
