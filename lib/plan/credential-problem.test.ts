import { expect, test } from 'vitest';
import { expiryOf } from './credential-expiry';
import { credentialProblemAt } from './credential-problem';

const expiry = expiryOf('2027-01-01T00:00:00Z', Date.parse('2026-12-31T12:00:00Z'));
const known = [{ id: 'etcd', kind: 'client-certificate' as const, expiry }];

test('without a list of credentials only a missing name is said', () => {
  expect(credentialProblemAt({ id: '', place: 'etcd' }, null)).toEqual({ problem: 'none' });
  expect(credentialProblemAt({ id: 'whoever', place: 'etcd' }, null)).toBeNull();
});

test('a kind that doesn’t fit is said before its end', () => {
  expect(credentialProblemAt({ id: 'etcd', place: 'host' }, known)).toEqual({
    problem: 'kind',
    found: 'clientCertificate',
  });
  expect(credentialProblemAt({ id: 'etcd', place: 'etcd' }, known)).toEqual({
    problem: 'soon',
    at: '2027-01-01',
  });
});
