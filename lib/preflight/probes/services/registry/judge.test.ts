import { expect, test } from 'vitest';
import { judgeRate, judgeTls } from './judge';

const day = 86_400_000;
const now = Date.parse('2026-06-01T00:00:00Z');
const tls = (days: number, more: { chainProblem?: string; otherNames?: string } = {}) =>
  judgeTls(
    { chainProblem: more.chainProblem ?? null, otherNames: more.otherNames ?? null, notAfter: now + days * day },
    'hub.corp',
    'given',
    now,
  );

test('registry.tls: 31 days left pass, 30 are a warning, none block', () => {
  expect(tls(31)).toMatchObject({ state: 'passed', values: { days: 31 } });
  expect(tls(30)).toMatchObject({ severity: 'warn', values: { problem: 'soon', days: 30, limit: 30 } });
  expect(tls(0)).toMatchObject({ severity: 'block', values: { problem: 'expired' } });
});

test('registry.tls: an unknown signer or a certificate for another name block, whatever time is left', () => {
  expect(tls(300, { chainProblem: 'DEPTH_ZERO_SELF_SIGNED_CERT' })).toMatchObject({
    severity: 'block',
    values: { problem: 'chain', found: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
  });
  expect(tls(300, { otherNames: 'other.corp' })).toMatchObject({ severity: 'block', values: { problem: 'name' } });
});

test('registry.pull-rate, registry.push-rate: 20 MB/s pass, 19 are a warning', () => {
  expect(judgeRate(20e6, 1e9)).toMatchObject({ state: 'passed', values: { rate: 20, megabytes: 20, seconds: 1 } });
  expect(judgeRate(8e6, 25e7)).toMatchObject({ values: { rate: 32, seconds: 0.25 } });
  expect(judgeRate(19e6, 1e9)).toMatchObject({ severity: 'warn', values: { rate: 19, limit: 20 } });
});
