import { expect, test } from 'vitest';
import { messageKey } from './message-key';
import { roles, serviceRoleSchema } from './schema';

test('every role has a key of letters only, and no two the same', () => {
  const keys = [...roles, ...serviceRoleSchema.options].map(messageKey);
  expect(keys).toContain('nfsPrimary');
  expect(keys.filter((key) => !/^[A-Za-z]+$/.test(key))).toEqual([]);
  expect(new Set(keys).size).toBe(keys.length);
});
