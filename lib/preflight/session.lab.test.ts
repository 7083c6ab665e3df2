import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { labAddress, labDo, labHosts, labTarget, labWanted } from '@/lib/hosts/lab-target';
import { type HostCheck, passed, unreadable } from './check';
import { accessChecks, accessScripts } from './checks/access';
import { closeLab, labContext, labSh } from './lab';
import type { PreflightInput } from './preflight-input';
import type { Report, Result } from './result';
import { runPreflight } from './session';

/** What is done to the first is not done to the second. */
const [victim = 'node1', other = 'node2'] = labHosts();

const says = (id: string, script: string, deadlineSeconds = 5): HostCheck => ({
  kind: 'host',
  id,
  group: 'system',
  section: 'hosts',
  source: 'a test',
  appliesTo: () => true,
  byHand: () => 'true',
  script: () => script,
  judge: (reading) => (reading.stdout.trim() === 'good' ? passed() : unreadable(reading)),
  deadlineSeconds,
});

function input(scripts: HostCheck[], more: Partial<PreflightInput> = {}): PreflightInput {
  const { plan, bundle } = labContext((whole) => ({
    ...whole,
    hosts: whole.hosts.filter(({ name }) => name === victim || name === other),
  }));
  return {
    context: { plan, bundle },
    planId: 'plan',
    planRevision: 1,
    startedBy: 'a test',
    targetOf: async (host) => labTarget('root', 'key', {}, host.name),
    secrets: { secret: async () => null, clientCertificate: async () => null },
    catalogue: { access: accessChecks, scripts: [...accessScripts, ...scripts], probes: [] },
    deadlineSeconds: 60,
    ...more,
  };
}

const at = (report: Report, check: string, host: string): Result => {
  const found = report.results.find((result) => result.check === check && result.host === host);
  if (!found) throw new Error(`no ${check} of ${host}`);
  return found;
};

/** Runs it, and does something once the first check of the victim has passed. */
async function whileRunning(work: PreflightInput, disturb: () => void): Promise<{ report: Report; tookMs: number }> {
  let done = false;
  const began = Date.now();
  const report = await runPreflight({
    ...work,
    everyMs: 20,
    onReport: (so) => {
      if (done || at(so, 'first', victim).state !== 'passed') return;
      done = true;
      disturb();
    },
  });
  expect(done).toBe(true);
  expect(report.results.filter(({ state }) => state === 'waiting' || state === 'running')).toEqual([]);
  expect(report.state).toBe('finished');
  // Whatever happens to one host, the other one's answers stand.
  for (const check of ['ssh.reach', 'first', 'second']) expect(at(report, check, other).state).toBe('passed');
  return { report, tookMs: Date.now() - began };
}

const two = [says('first', 'echo good'), says('second', 'sleep 4; echo good', 8)];

/** No script of an earlier preflight is left there, nor its folder. */
const expectClean = async () => {
  const look = 'ls -d /run/slipway-preflight.* 2> /dev/null; pgrep -f slipway_reap; true';
  await expect.poll(() => labSh(look, victim), { timeout: 20_000, interval: 500 }).toBe('');
};

describe.runIf(labWanted)('a preflight on lab hosts', { timeout: 120_000 }, () => {
  afterEach(() => closeLab());
  afterAll(() => {
    labDo('heal', victim);
    labDo('start', victim);
  });

  test('the whole catalogue has an answer on both, and nothing of it stays', async () => {
    const { catalogue: _few, ...whole } = input([]);
    const report = await runPreflight(whole);
    const open = report.results.filter(({ state }) => state === 'waiting' || state === 'running');
    expect(open).toEqual([]);
    for (const host of [victim, other]) {
      for (const check of ['ssh.reach', 'ssh.hostkey', 'ssh.auth', 'host.shell', 'host.linux', 'sudo.ok', 'host.lock'])
        expect(at(report, check, host)).toMatchObject({ state: 'passed' });
      expect(at(report, 'host.notinstaller', host).state).not.toBe('finding');
    }
    expect(report.hosts.map(({ state }) => state)).toEqual(['done', 'done']);
    await expectClean();
  });

  test('what hosts try between them from the start on is heard, and takes no port from a host’s own checks', async () => {
    const address = `${labAddress(victim).replace(/\.\d+$/, '')}.247`;
    const { catalogue: _few, ...whole } = input([]);
    const entry = whole.context.plan.entry;
    Object.assign(entry.api, { kind: 'keepalived', address, virtualRouterId: 201, interface: '' });
    await labSh(
      `perl -MSocket -e 'fork and exit; close STDOUT; close STDERR; socket S,2,3,112; setsockopt S,0,32,inet_aton("${labAddress(other)}"); alarm 100; while (1) { send S, pack("H*","31c99601006400000a0000640000000000000000"), 0, pack_sockaddr_in(0, inet_aton("224.0.0.18")); select undef,undef,undef,0.3 }'`,
      other,
    );
    const report = await runPreflight(whole).finally(() => labSh(`pkill -f '224.0.0.1[8]' || true`, other));
    expect(at(report, 'vip.vrid', victim)).toMatchObject({
      state: 'finding',
      values: { vrid: 201, source: labAddress(other), owner: other },
    });
    for (const host of [victim, other])
      for (const check of ['port.local.free', 'port.pair', 'net.mtu', 'net.loss'])
        expect(at(report, check, host)).toMatchObject({ state: 'passed' });
    for (const host of [victim, other])
      expect(['passed', 'finding']).toContain(at(report, 'net.bandwidth', host).state);
    await expect.poll(() => labSh('pgrep -c slipway-probe; ss -Hlntu | grep -c :6443; true', victim)).toBe('0\n0\n');
  });

  test.each(['ops', 'deploy'])('as %s, who becomes root by sudo, also where sudo gives a terminal', async (user) => {
    await labSh("echo 'Defaults use_pty' > /etc/sudoers.d/zz-preflight", victim);
    try {
      const targetOf: PreflightInput['targetOf'] = async (host) => labTarget(user, 'password', {}, host.name);
      const report = await runPreflight(input([says('hangs', 'sleep 60', 1), ...two], { targetOf }));
      for (const host of [victim, other]) {
        expect(at(report, 'sudo.ok', host).state).toBe('passed');
        expect(at(report, 'hangs', host)).toMatchObject({ reason: 'deadline', values: { seconds: 1 } });
        for (const check of ['first', 'second']) expect(at(report, check, host).state).toBe('passed');
      }
    } finally {
      await labSh('rm /etc/sudoers.d/zz-preflight', victim);
    }
  });

  test('a login without sudo is told so, and nothing else is green', async () => {
    const targetOf: PreflightInput['targetOf'] = async (host) => labTarget('plain', 'password', {}, host.name);
    const report = await runPreflight(input(two, { targetOf }));
    expect(at(report, 'sudo.ok', victim)).toMatchObject({ state: 'finding', values: { code: 'sudoNotAllowed' } });
    expect(at(report, 'first', victim)).toMatchObject({ reason: 'unreachable', values: { code: 'sudo-not-allowed' } });
  });

  test('an installer’s lock is found', async () => {
    await labSh('mkdir -p /run/lock && touch /run/lock/k0sctl', victim);
    try {
      const report = await runPreflight(input([]));
      expect(at(report, 'host.lock', victim)).toMatchObject({
        state: 'finding',
        severity: 'block',
        values: { who: '/run/lock/k0sctl' },
      });
      expect(at(report, 'host.lock', other).state).toBe('passed');
    } finally {
      await labSh('rm /run/lock/k0sctl', victim);
    }
  });

  test('a host that hangs in the middle', async () => {
    // Its sshd stands still, the connection stays open: as a host that swaps itself to death.
    const hang: HostCheck = {
      ...says('second', '', 8),
      script: (_context, { name }) =>
        name === victim ? 'sleep 2; pkill -STOP -f "^sshd: root"; sleep 4; echo good' : 'echo good',
    };
    const work = input([says('first', 'echo good'), hang]);
    try {
      const { report, tookMs } = await whileRunning(work, () => {});
      expect(at(report, 'second', victim)).toMatchObject({ state: 'not-run', reason: 'lost' });
      expect(report.hosts.find(({ name }) => name === victim)).toMatchObject({ error: { code: 'connection-lost' } });
      expect(tookMs).toBeLessThan(40_000);
    } finally {
      labDo('drop-ssh', victim);
    }
    await expectClean();
  });

  test('a host that reboots in the middle', async () => {
    const { report, tookMs } = await whileRunning(input(two), () => {
      labDo('kill', victim);
      labDo('start', victim);
    });
    expect(at(report, 'second', victim)).toMatchObject({ state: 'not-run', reason: 'lost' });
    expect(tookMs).toBeLessThan(58_000);
    // It is there again: the next one says so.
    const next = await runPreflight(input(two, { previous: report, only: { hosts: [victim] } }));
    expect(at(next, 'second', victim).state).toBe('passed');
    expect(at(next, 'second', other)).toEqual(at(report, 'second', other));
  });

  test('connections that are cut off in the middle', async () => {
    const { report, tookMs } = await whileRunning(input(two), () => labDo('drop-ssh', victim));
    expect(at(report, 'second', victim)).toMatchObject({ state: 'not-run', reason: 'lost' });
    expect(tookMs).toBeLessThan(30_000);
    await expectClean();
  });

  test('sshd that stops accepting', async () => {
    // The listener stands still: the kernel takes connections, and nobody greets.
    await labSh(
      'pid=$(systemctl show -p MainPID --value ssh) && systemd-run --on-active=40 --timer-property=AccuracySec=1s kill -CONT "$pid" && kill -STOP "$pid"',
      victim,
    );
    const began = Date.now();
    const report = await runPreflight(input(two));
    expect(Date.now() - began).toBeLessThan(40_000);
    expect(at(report, 'ssh.reach', victim)).toMatchObject({ state: 'finding', severity: 'block' });
    expect(at(report, 'first', victim)).toMatchObject({ state: 'not-run', reason: 'unreachable' });
    expect(at(report, 'second', other).state).toBe('passed');
    await expect
      .poll(() => runPreflight(input([])).then((next) => at(next, 'ssh.reach', victim).state), { timeout: 60_000 })
      .toBe('passed');
  });

  test('a host without a cable', async () => {
    labDo('cut', victim);
    try {
      const began = Date.now();
      const report = await runPreflight(input(two));
      expect(Date.now() - began).toBeLessThan(40_000);
      expect(at(report, 'ssh.reach', victim)).toMatchObject({ state: 'finding', severity: 'block' });
      expect(at(report, 'second', victim)).toMatchObject({ state: 'not-run', reason: 'unreachable' });
      expect(report.hosts.find(({ name }) => name === victim)?.state).toBe('failed');
      expect(at(report, 'second', other).state).toBe('passed');
    } finally {
      labDo('heal', victim);
    }
  });
});
