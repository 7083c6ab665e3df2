import { expect, test } from 'vitest';
import { parametersOf, RegistryClient } from './client';
import { isLeftover, mayDelete, tagOf, withDigest } from './image';

const now = Date.parse('2026-06-01T00:00:00Z');

test('registry.delete: a tag of ours is left over after 600 s, and nobody else’s ever', () => {
  const tag = tagOf(now, 'ab-c1', 4);
  expect(tag).toBe('1780272000-abc1-4');
  expect(isLeftover(tag, now + 600_000)).toBe(false);
  expect(isLeftover(tag, now + 601_000)).toBe(true);
  expect(isLeftover('latest', now + 1e12)).toBe(false);
  expect(isLeftover('20260601-build-4', now + 1e12)).toBe(false);
});

test('registry.push: an upload’s location keeps its own query', () => {
  expect(withDigest('/v2/a/blobs/uploads/1?_state=x', 'sha256:ab')).toBe(
    '/v2/a/blobs/uploads/1?_state=x&digest=sha256%3Aab',
  );
  expect(withDigest('/v2/a/blobs/uploads/1', 'sha256:ab')).toBe('/v2/a/blobs/uploads/1?digest=sha256%3Aab');
});

test('registry.login: what a token is asked for stands in the challenge', () => {
  expect(parametersOf('Bearer realm="https://auth.corp/token",service="hub",scope="a:b:pull,push"')).toEqual({
    realm: 'https://auth.corp/token',
    service: 'hub',
    scope: 'a:b:pull,push',
  });
});

test.each([
  [404, 'yes'],
  [405, 'disabled'],
  [401, 'denied'],
  [403, 'denied'],
] as const)('registry.delete: %i to a delete of nothing means %s', async (status, expected) => {
  const client = new RegistryClient(new URL('https://hub'), () => Promise.reject(new Error('not asked')), null);
  client.ask = async () => ({ status, headers: {}, body: Buffer.alloc(0) });
  expect(await mayDelete(client, 'slipway-preflight', 'n', AbortSignal.timeout(1_000))).toBe(expected);
});
