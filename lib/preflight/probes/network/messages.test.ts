import { createTranslator } from 'use-intl/core';
import { expect, test } from 'vitest';
import { samplePlan } from '@/lib/plan/samples';
import en from '@/messages/en/checks-network.json';
import enServices from '@/messages/en/checks-services.json';
import enSystem from '@/messages/en/checks-system.json';
import enTime from '@/messages/en/checks-time.json';
import zh from '@/messages/zh/checks-network.json';
import zhServices from '@/messages/zh/checks-services.json';
import zhSystem from '@/messages/zh/checks-system.json';
import zhTime from '@/messages/zh/checks-time.json';
import type { HostCheck, Outcome } from '../../check';
import { networkChecks } from '../../checks/network';
import { judgeFsync } from '../disk/fsync';
import { judgeNetns } from '../netns/netns';
import { networkProbes } from '../network';
import { judgeCollision, judgeVipFree } from './address';
import { judgeStream } from './bandwidth';
import { judgeLatency, judgeLoss } from './delay';
import { judgeMatrix } from './matrix';
import { judgeMtu } from './mtu';
import { judgePorts } from './port-pair';
import { judgeSkew } from './skew';
import { cut, healthy, macOf, spoilPort } from './testing';
import { judgeVrid } from './vrrp';

function readings(bad: boolean) {
  const all = healthy();
  const [first] = all.measured;
  if (!bad || !first) return all;
  cut(all, 0, 1);
  cut(all, 2, 1);
  first.pings.set(2, { sent: 100, received: 80, least: 900, average: 2000, most: 3000 });
  first.paths.set(2, { nic: 1500, path: 1450 });
  first.clocks.set(2, { delayMs: 0.1, offsetMs: 7000 });
  first.arp.set('own', { state: 'heard', macs: ['52:54:00:aa:aa:aa'] });
  first.arp.set('api', { state: 'heard', macs: [macOf(1)] });
  const vrid = all.plan.entry.api.kind === 'keepalived' ? all.plan.entry.api.virtualRouterId : 0;
  first.adverts.push({
    nic: 'eth0',
    source: '10.0.0.12',
    hex: `31${vrid.toString(16).padStart(2, '0')}64010064abcd0a000064`,
  });
  spoilPort(all, 2, 0, 6443, 'timedOut');
  return all;
}

const addresses = { a: '10.244.255.254', b: '10.244.255.253', service: '10.96.255.254' };
function printed(id: string, stdout: string): Outcome {
  const plan = samplePlan();
  const check = networkChecks.find((one): one is HostCheck => one.id === id && one.kind === 'host');
  const [host] = plan.hosts;
  if (!check || !host) throw new Error(`no check ${id}`);
  return check.judge({ stdout, stderr: '', exitCode: 0, tookMs: 1 }, { plan, facts: {}, bundle: null }, host);
}
const talk = (state: string) =>
  [addresses.b, addresses.service].flatMap((to) => [`talk tcp ${to} ${state}`, `talk udp ${to} ok`]).join('\n');

const examples = (bad: boolean): Record<string, Outcome | undefined> => ({
  'net.matrix': judgeMatrix(readings(bad))[bad ? 1 : 0],
  'net.latency': judgeLatency(readings(bad))[0],
  'net.loss': judgeLoss(readings(bad))[0],
  'net.mtu': judgeMtu(readings(bad))[0],
  'net.bandwidth': judgeStream({ gbit: bad ? 0.1 : 9.4, seconds: bad ? 1 : 0.5 }, 'node-2'),
  'port.pair': judgePorts(readings(bad))[0],
  'time.skew': judgeSkew(readings(bad))[0],
  'ip.collision': judgeCollision(readings(bad))[0],
  'vip.free': judgeVipFree(readings(bad))[0],
  'vip.vrid': judgeVrid(readings(bad))[0],
  'netns.podsvc': judgeNetns({ stdout: talk(bad ? 'timedOut' : 'ok'), stderr: '', exitCode: 0, tookMs: 1 }, addresses),
  'disk.fsync': judgeFsync({ stdout: `took own\n${bad ? 20_000 : 900}\n`, stderr: '' }),
  'nic.ip': printed('nic.ip', `2: eth0    inet 10.0.0.1${bad ? 9 : 1}/24 scope global eth0`),
  'nic.overlap': printed('nic.overlap', `2: eth0    inet 10.0.0.11/24 x\n3: eth1    inet 10.0.${bad ? 0 : 1}.12/24 x`),
  'route.default': printed('route.default', bad ? 'end' : 'default via 10.0.0.1 dev eth0\nend'),
  'port.local.free': printed(
    'port.local.free',
    bad ? 'tcp LISTEN 0 1 *:6443 *:* users:(("nginx",pid=7,fd=3))\nunit 7 0::/nginx.service\nend' : 'end',
  ),
});

type Texts = { [key: string]: string | Texts };
/** Several files say something of `nic` or `disk`. */
function together(files: Texts[]): Texts {
  const all: Texts = {};
  for (const file of files)
    for (const [key, value] of Object.entries(file)) {
      const known = all[key];
      all[key] = typeof value === 'object' && typeof known === 'object' ? together([known, value]) : value;
    }
  return all;
}
const languages = {
  en: together([en, enServices, enSystem, enTime]),
  zh: together([zh, zhServices, zhSystem, zhTime]),
};
const ids = [...networkChecks, ...networkProbes.flatMap(({ checks }) => checks)].map(({ id }) => id);

const translator = (locale: 'en' | 'zh') =>
  createTranslator<Record<string, never>>({
    locale,
    timeZone: 'UTC',
    messages: languages[locale] as never,
    onError: (error) => {
      throw error;
    },
  }) as unknown as (key: string, values?: object) => string;

test('every check of this room has an example that passes and one that does not', () => {
  expect(Object.keys(examples(false)).sort()).toEqual([...ids].sort());
  for (const [id, outcome] of Object.entries(examples(false))) expect(outcome?.state, id).toBe('passed');
  for (const [id, outcome] of Object.entries(examples(true))) expect(outcome?.state, id).toBe('finding');
});

test.each(['en', 'zh'] as const)('%s says what was found and what is needed, with all values', (locale) => {
  const t = translator(locale);
  for (const id of ids) {
    for (const key of ['name', 'title', 'why']) expect(t(`${id}.${key}`), `${id}.${key}`).not.toBe('');
    for (const bad of [false, true]) {
      const outcome = examples(bad)[id];
      if (!outcome || outcome.state === 'not-run') throw new Error(id);
      for (const key of ['found', 'needed']) {
        const text = t(`${id}.${key}`, outcome.values);
        expect(text, `${id}.${key}`).not.toBe('');
        expect(text, `${id}.${key}`).not.toMatch(/[{}]|undefined|NaN/);
        if (process.env.SHOW_TEXTS) console.log(`${id} ${bad ? '-' : '+'} ${key}: ${text}`);
      }
    }
  }
});

test.each(['en', 'zh'] as const)('%s says of this plan’s own cluster that it is where it belongs', (locale) => {
  const t = translator(locale);
  const own = { ...healthy(), own: new Set([1]) };
  const { api } = own.plan.entry;
  const vrid = api.kind === 'keepalived' ? api.virtualRouterId : 0;
  own.measured[1]?.addresses.push({ nic: 'eth0', address: '10.0.0.100', prefix: 32 });
  own.measured[0]?.arp.set('api', { state: 'heard', macs: [macOf(1)] });
  const hex = `31${vrid.toString(16).padStart(2, '0')}640100640000${'0a000064'}`;
  own.measured[0]?.adverts.push({ nic: 'eth0', source: '10.0.0.12', hex });
  const outcomes = {
    'vip.free': judgeVipFree(own)[0],
    'vip.vrid': judgeVrid(own)[0],
    'port.local.free': printed(
      'port.local.free',
      `owner ${own.plan.name}\nours done\ntcp LISTEN 0 1 *:10250 *:* users:(("kubelet",pid=7,fd=3))\nunit 7 0::/kubelet.service\nend`,
    ),
  };
  for (const [id, outcome] of Object.entries(outcomes)) {
    if (outcome?.state !== 'passed') throw new Error(`${id}: ${JSON.stringify(outcome)}`);
    expect(t(`${id}.found`, outcome.values), id).toMatch(/this plan’s|本规划/);
    expect(t(`${id}.needed`, outcome.values), id).not.toBe('');
  }
});
