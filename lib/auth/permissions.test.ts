import { expect, it } from 'vitest';
import { allowed, permissions, roleOf } from './permissions';

it('lets the owner do everything', () => {
  expect(permissions.filter((one) => !allowed({ role: 'owner' }, one))).toEqual([]);
});

it('lets an operator do everything but manage people and read the audit', () => {
  expect(permissions.filter((one) => !allowed({ role: 'operator' }, one))).toEqual(['people:write', 'audit:read']);
});

it('lets a viewer read plans and runs, and change nothing', () => {
  expect(permissions.filter((one) => allowed({ role: 'viewer' }, one))).toEqual(['plan:read', 'run:read']);
});

it('takes an unknown role for the least one', () => {
  expect(roleOf('superuser')).toBe('viewer');
  expect(roleOf('owner')).toBe('owner');
});
