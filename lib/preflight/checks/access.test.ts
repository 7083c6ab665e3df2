import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { HostError, type HostErrorCode, hostErrorCodes } from '@/lib/hosts/error';
import { sampleFacts, samplePlan } from '@/lib/plan/samples';
import { strictTranslator } from '@/lib/plan/testing-texts';
import en from '@/messages/en/checks-access.json';
import zh from '@/messages/zh/checks-access.json';
import type { Outcome, Reading } from '../check';
import { accessChecks, accessOutcomes, accessScripts, notInstallerOutcome } from './access';

const plan = samplePlan();
const [host] = plan.hosts;
if (!host) throw new Error('the sample has hosts');
const context = { plan, facts: {}, bundle: null };
const failed = (code: HostErrorCode) =>
  accessOutcomes(host, new HostError(code, { host: host.name, address: host.address, port: 22, user: 'root' }));

/** `state`, and for what is not run the check that it waits for. */
const short = (outcomes: ReadonlyMap<string, Outcome>) =>
  Object.fromEntries(
    [...outcomes].map(([id, outcome]) => [
      id,
      outcome.state === 'not-run' ? `after ${outcome.values.check}` : outcome.state,
    ]),
  );

test('a connection that came about passes all of them', () => {
  expect(new Set(Object.values(short(accessOutcomes(host, null))))).toEqual(new Set(['passed']));
});

test('what failed is the finding, what came before passed, and what comes after wasn’t asked', () => {
  expect(short(failed('sudo-not-allowed'))).toEqual({
    'ssh.forwarding': 'passed',
    'ssh.reach': 'passed',
    'ssh.hostkey': 'passed',
    'ssh.auth': 'passed',
    'host.shell': 'passed',
    'host.linux': 'passed',
    'sudo.ok': 'finding',
  });
  expect(short(failed('host-key-changed'))).toMatchObject({
    'ssh.reach': 'passed',
    'ssh.hostkey': 'finding',
    'ssh.auth': 'after ssh.hostkey',
    'sudo.ok': 'after ssh.hostkey',
  });
  expect(short(failed('forwarding-not-allowed'))).toMatchObject({
    'ssh.forwarding': 'finding',
    'ssh.reach': 'after ssh.forwarding',
  });
});

test('without a credential nothing was sent, so nothing is known of the way', () => {
  expect(short(failed('credential-missing'))).toMatchObject({
    'ssh.reach': 'after ssh.auth',
    'ssh.hostkey': 'after ssh.auth',
    'ssh.auth': 'finding',
  });
});

test('every error is somebody’s finding, and blocks', () => {
  for (const code of hostErrorCodes) {
    const found = [...failed(code).values()].filter(({ state }) => state === 'finding');
    expect(found, code).toHaveLength(1);
    expect(found[0], code).toMatchObject({ severity: 'block' });
  }
});

test.each([
  ['en', en],
  ['zh', zh],
] as const)('every one has its texts, whatever it says (%s)', (language, messages) => {
  const t = strictTranslator(language, messages);
  const told: [string, Outcome][] = [null, ...hostErrorCodes].flatMap((code) => [
    ...(code === null ? accessOutcomes(host, null) : failed(code)),
  ]);
  told.push(['host.notinstaller', notInstallerOutcome(plan, host, sampleFacts('10.0.0.11'), 'here')]);
  for (const count of [0, 1, 3])
    told.push(['host.lock', { state: 'passed', values: { count, who: count ? 'slipway-x.service' : '' } }]);
  for (const [id, outcome] of told) {
    for (const part of ['name', 'title', 'why', 'found', 'needed'] as const)
      if (outcome.state !== 'not-run') expect(t(`${id}.${part}`, outcome.values), `${id} ${part}`).toMatch(/\S/);
  }
  expect(new Set(told.map(([id]) => id))).toEqual(new Set([...accessChecks, ...accessScripts].map(({ id }) => id)));
});

test('what a bastion refuses proves nothing of the host behind it', () => {
  const values = { host: host.name, address: '10.9.9.9', port: 22, user: 'jump', hop: 1 };
  const outcomes = short(accessOutcomes(host, new HostError('auth-failed', values)));
  expect(outcomes['ssh.auth']).toBe('finding');
  expect(Object.values(outcomes)).not.toContain('passed');
});

test('bastions are of hosts behind one', () => {
  const forwarding = accessChecks.find(({ id }) => id === 'ssh.forwarding');
  const hop = { address: '10.0.0.1', port: 22, user: 'ops', credential: 'k' };
  expect(forwarding?.appliesTo(context, host)).toBe(false);
  for (const way of [{ via: [hop] }, { bastion: hop }]) {
    const behind = { ...host, ssh: { ...host.ssh, ...way } };
    expect(forwarding?.appliesTo(context, behind)).toBe(true);
    expect(forwarding?.byHand(context, behind)).toContain('-J ops@10.0.0.1:22');
  }
});

test('a console on one of the hosts is found, unless the plan says so', () => {
  const facts = sampleFacts(host.address, (each) => {
    each.machineId = 'abc';
  });
  expect(notInstallerOutcome(plan, host, facts, 'xyz').state).toBe('passed');
  expect(notInstallerOutcome(plan, host, facts, 'abc')).toMatchObject({ state: 'finding', severity: 'warn' });
  expect(notInstallerOutcome({ ...plan, slipway: { host: host.name } }, host, facts, 'abc').state).toBe('passed');
  expect(notInstallerOutcome(plan, host, facts, '')).toMatchObject({ state: 'not-run', reason: 'unsupported' });
  expect(notInstallerOutcome(plan, host, undefined, 'abc')).toMatchObject({ state: 'not-run' });
});

const [lock] = accessScripts;
const judged = (stdout: string) =>
  lock?.judge({ stdout, stderr: '', exitCode: 0, tookMs: 1 } satisfies Reading, context, host);

test('a lock that is refreshed blocks, a forgotten one doesn’t', () => {
  expect(judged('lock /run/lock/k0sctl 29\nunits\nend\n')).toMatchObject({
    state: 'finding',
    severity: 'block',
    values: { who: '/run/lock/k0sctl', count: 1 },
  });
  expect(judged('lock /run/lock/k0sctl 30\nunits\nend\n')).toMatchObject({ state: 'passed' });
});

test('steps of another console that are at work block', () => {
  expect(judged('units\nslipway-0a1b2c3d-prepare-1.service loaded active running x\nend\n')).toMatchObject({
    state: 'finding',
    values: { who: 'slipway-0a1b2c3d-prepare-1.service', count: 1 },
  });
});

test('silence is no pass', () => {
  expect(judged('')).toMatchObject({ state: 'not-run', reason: 'unreadable' });
  expect(judged('units\n')).toMatchObject({ state: 'not-run', reason: 'unreadable' });
});

test('its script tells a file’s age', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-lock-'));
  const file = path.join(folder, 'k0sctl');
  writeFileSync(file, '');
  const script = lock?.script(context, host).replaceAll('/run/lock', folder) ?? '';
  const run = () => execFileSync('bash', ['-c', script], { encoding: 'utf8' });
  expect(judged(run())).toMatchObject({ state: 'finding', values: { who: file } });
  const old = Date.now() / 1000 - 60;
  utimesSync(file, old, old);
  expect(judged(run())).toMatchObject({ state: 'passed' });
  rmSync(folder, { recursive: true });
});
