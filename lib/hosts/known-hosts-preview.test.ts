import { expect, test } from 'vitest';
import { samplePlan } from '@/lib/plan/samples';
import { hostKeyFingerprint } from '@/lib/store/host-keys';
import { previewOf } from './known-hosts-preview';

const key = (text: string) =>
  Buffer.concat([Buffer.from([0, 0, 0, 11]), Buffer.from('ssh-ed25519'), Buffer.from(text)]).toString('base64');
const plan = samplePlan(({ hosts }) => {
  const [first] = hosts;
  if (first) first.ssh.via = [{ address: 'bastion', port: 2200, user: 'jump', credential: 'k' }];
});
const [one, two, three] = plan.hosts.map(({ address }) => address);
const pin = (address: string | undefined, text: string, way = '') => ({
  way,
  address: address ?? '',
  port: 22,
  keyType: 'ssh-ed25519',
  fingerprint: hostKeyFingerprint(key(text)),
});

test('keys for hosts and bastions of plans, with what is accepted already and what is another', () => {
  const text = [
    `${one} ssh-ed25519 ${key('a')}`,
    `${two} ssh-ed25519 ${key('b')}`,
    `[bastion]:2200 ssh-ed25519 ${key('c')}`,
    `elsewhere ssh-ed25519 ${key('d')}`,
  ].join('\n');
  const preview = previewOf(text, [plan, plan], [pin(one, 'a', 'bastion:2200'), pin(two, 'x')]);
  expect(
    preview.found.map(({ hosts, way, address, port, state }) => [hosts.join(), way, address, port, state]),
  ).toEqual([
    ['node-1', 'bastion:2200', one, 22, 'accepted'],
    ['', '', 'bastion', 2200, 'new'],
    ['node-2', '', two, 22, 'other'],
  ]);
  expect(preview.without).toEqual([three]);
});

test('a key of an address that two plans reach by two ways is offered for each of them, and one way says nothing of the other', () => {
  const direct = samplePlan();
  const { found } = previewOf(`${one} ssh-ed25519 ${key('a')}`, [plan, direct], [pin(one, 'a')]);
  expect(found.map(({ way, state }) => [way, state])).toEqual([
    ['bastion:2200', 'new'],
    ['', 'accepted'],
  ]);
});
