import { expect, test } from 'vitest';
import { samplePlan } from '@/lib/plan/samples';
import { judgeNetns, namespaceAddresses } from './netns';

const context = (podCidr: string) => ({
  plan: samplePlan(({ kubernetes }) => {
    kubernetes.podCidr = podCidr;
  }),
  facts: {},
  bundle: null,
});
const addresses = { a: '10.244.255.254', b: '10.244.255.253', service: '10.96.255.254' };
const talks = (...states: string[]) => {
  const [tcp, udp, toService, last] = states;
  const stdout = `made 0 0\ntalk tcp ${addresses.b} ${tcp}\ntalk udp ${addresses.b} ${udp}\ntalk tcp ${addresses.service} ${toService}\ntalk udp ${addresses.service} ${last}\n`;
  return judgeNetns({ stdout, stderr: '', exitCode: 0, tookMs: 1 }, addresses);
};

test('netns.podsvc: addresses are the last ones of the ranges', () => {
  expect(namespaceAddresses(context('10.244.0.0/16'))).toEqual(addresses);
  expect(namespaceAddresses(context('10.42.7.9/16'))).toMatchObject({ a: '10.42.255.254' });
  expect(namespaceAddresses(context('nonsense'))).toBeNull();
  expect(namespaceAddresses(context('10.244.0.0/30'))).toBeNull();
});

test('netns.podsvc: four connections pass, one less is a finding, silence is not green', () => {
  expect(talks('ok', 'ok', 'ok', 'ok')).toMatchObject({ state: 'passed' });
  expect(talks('ok', 'ok', 'timedOut', 'ok')).toMatchObject({
    severity: 'block',
    values: { failed: 1, tried: 4, protocol: 'tcp', to: addresses.service, state: 'timedOut' },
  });
  expect(
    judgeNetns({ stdout: 'talk tcp 10.244.255.253 ok\n', stderr: 'x', exitCode: 1, tookMs: 1 }, addresses),
  ).toMatchObject({ state: 'not-run', reason: 'unreadable' });
});
