import { expect, test } from 'vitest';
import type { HostConnection } from '@/lib/hosts/connection';
import { HostError, type HostErrorCode } from '@/lib/hosts/error';
import { NoConnection, reach } from './reach';

const failing = (code: HostErrorCode, sshd = '') => {
  const cause = new Error(`(SSH) Channel open failure: ${sshd}`);
  const forward = () => Promise.reject(new HostError(code, { host: 'node-1' }, { cause }));
  return reach({ forward } as unknown as HostConnection, 'db.corp', 3306, { signal: new AbortController().signal });
};

test.each([
  ['refused', 'Connection refused'],
  ['timeout', 'Connection timed out'],
  ['unreachable', 'No route to host'],
  ['name-not-found', 'Name or service not known'],
] as const)('a service that the host does not reach, %s, is told in the host’s own words', async (code, sshd) => {
  const error = await failing(code, sshd).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(NoConnection);
  expect(error).toMatchObject({ found: sshd });
});

test('a host that is lost says nothing of the service', async () => {
  await expect(failing('connection-lost')).rejects.toMatchObject({ code: 'connection-lost' });
});
