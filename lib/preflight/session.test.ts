import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { silentProxy, type TestHost, testHost } from '@/lib/hosts/testing';
import { samplePlan } from '@/lib/plan/samples';
import type { Plan, PlanHost } from '@/lib/plan/schema';
import { type CompareCheck, finding, type HostCheck, type ProbeCheck, passed, type Reading } from './check';
import { accessChecks } from './checks/access';
import type { PreflightInput } from './preflight-input';
import type { Probe } from './probe';
import type { Report, Result } from './result';
import { firstReport, runPreflight } from './session';

const open: { close: () => unknown }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

const common = {
  group: 'system',
  section: 'hosts',
  source: 'a test',
  appliesTo: () => true,
  byHand: () => 'true',
} as const;

const says = (id: string, script: string, more: Partial<HostCheck> = {}): HostCheck => ({
  ...common,
  kind: 'host',
  id,
  script: () => script,
  judge: ({ stdout }: Reading) => (stdout === 'good\n' ? passed({ stdout }) : finding('block', { stdout })),
  ...more,
});
const compares = (id: string, more: Partial<CompareCheck> = {}): CompareCheck => ({
  ...common,
  kind: 'compare',
  id,
  script: () => 'echo same',
  judge: (readings) => new Map([...readings.keys()].map((host) => [host, passed({ of: readings.size })])),
  ...more,
});
const probeCheck = (id: string): ProbeCheck => ({ ...common, kind: 'probe', id });
const probe = (id: string, run: Probe['run'], more: Partial<Probe> = {}): Probe => ({
  id: `probe ${id}`,
  checks: [probeCheck(id)],
  deadlineSeconds: 5,
  stage: 2,
  run,
  ...more,
});

async function sshd(): Promise<TestHost> {
  const host = await testHost({ password: 'secret' });
  open.push(host);
  return host;
}

/** Hosts a, b, … of a plan; null: nobody listens there. */
function inputFor(
  servers: Record<string, TestHost | number | null>,
  catalogue: { scripts?: (HostCheck | CompareCheck)[]; probes?: Probe[] },
  more: Partial<PreflightInput> = {},
): PreflightInput {
  const [template] = samplePlan().hosts;
  if (!template) throw new Error('the sample has hosts');
  const hosts: PlanHost[] = Object.keys(servers).map((name) => ({ ...template, name, address: '127.0.0.1' }));
  const plan: Plan = samplePlan((sample) => {
    sample.hosts = hosts;
  });
  const [some] = Object.values(servers).filter((server) => server !== null && typeof server !== 'number');
  return {
    context: { plan, bundle: null },
    planId: 'plan',
    planRevision: 3,
    startedBy: 'Wei',
    targetOf: async ({ name }) => {
      const server = servers[name];
      if (server && typeof server !== 'number') return server.target({ name });
      if (!some || typeof some === 'number') throw new Error('a host is needed');
      return some.target({ name, port: server ?? 1 });
    },
    secrets: { secret: async () => null, clientCertificate: async () => null },
    consoleMachineId: 'another',
    catalogue: { access: accessChecks, scripts: catalogue.scripts ?? [], probes: catalogue.probes ?? [] },
    onUnexpected: () => {},
    ...more,
  };
}

function at(report: Report, check: string, host: string): Result {
  const found = report.results.filter((result) => result.check === check && result.host === host);
  expect(found).toHaveLength(1);
  return found[0] as Result;
}

/** No square may be left without an answer. */
function expectAnswered(report: Report) {
  expect(report.results.filter(({ state }) => state === 'waiting' || state === 'running')).toEqual([]);
  expect(report.state).not.toBe('running');
  expect(report.finishedAt).not.toBeNull();
}

test('every square is there from the start, and waits', async () => {
  const input = inputFor({ a: null, b: null }, { scripts: [says('x', '')], probes: [probe('p', async () => {})] });
  const report = firstReport(input);
  expect(report).toMatchObject({ state: 'running', planRevision: 3, startedBy: 'Wei', finishedAt: null });
  // ssh.forwarding is of hosts behind a bastion.
  expect(report.results).toHaveLength((accessChecks.length - 1 + 2) * 2);
  expect(new Set(report.results.map(({ state }) => state))).toEqual(new Set(['waiting']));
});

test('a probe goes ahead on each host that is reached before the host’s own script has ended, if it is asked for', async () => {
  const ahead: string[] = [];
  let script = 'running';
  const going = (id: string) =>
    probe(id, async ({ hosts: [host], emit }) => host && emit(id, host, passed({})), {
      ahead: async ({ name }) => {
        ahead.push(`${id} on ${name} while its script is ${script}`);
        throw new Error('which stops nothing');
      },
    });
  const slow = says('slow', 'sleep 1; echo good', {
    judge: () => {
      script = 'over';
      return passed({});
    },
  });
  const input = inputFor(
    { a: await sshd(), b: null },
    { scripts: [slow], probes: [going('p'), going('q')] },
    { only: { checks: ['slow', 'p'] }, partial: true },
  );
  const report = await runPreflight(input);
  expect(ahead).toEqual(['p on a while its script is running']);
  expect(at(report, 'p', 'a').state).toBe('passed');
  expect(script).toBe('over');
});

test('scripts, comparisons and probes fill it in, and facts are handed over', async () => {
  const facts: string[] = [];
  const seen: Report[] = [];
  const input = inputFor(
    { a: await sshd(), b: await sshd() },
    {
      scripts: [
        says('good', 'echo good'),
        says('bad', 'echo bad'),
        compares('same'),
        says('tool', 'echo good', { tools: ['no-such-program'] }),
        says('slow', 'sleep 60', { deadlineSeconds: 1 }),
        says('noisy', 'head -c 100000 /dev/zero | tr "\\0" x'),
        says('nan', 'echo good', { judge: () => passed({ n: Number.NaN }) }),
        says('throws', 'echo good', {
          judge: () => {
            throw new Error('not thought of');
          },
        }),
      ],
      probes: [
        probe('p', async ({ hosts, on, emit }) => {
          for (const host of hosts)
            emit('p', host, passed({ said: (await on(host).must('echo hi', { deadlineMs: 5000 })).trim() }));
        }),
      ],
    },
    { onFacts: (host) => void facts.push(host.name), onReport: (report) => seen.push(report) },
  );
  const report = await runPreflight(input);
  expectAnswered(report);
  expect(report.state).toBe('finished');
  expect(facts.sort()).toEqual(['a', 'b']);
  expect(report.hosts.map(({ name, state }) => [name, state])).toEqual([
    ['a', 'done'],
    ['b', 'done'],
  ]);
  for (const host of ['a', 'b']) {
    for (const check of ['ssh.reach', 'ssh.hostkey', 'ssh.auth', 'host.shell', 'host.linux', 'sudo.ok'])
      expect(at(report, check, host).state).toBe('passed');
    expect(at(report, 'good', host)).toMatchObject({ state: 'passed', values: { stdout: 'good\n' } });
    expect(at(report, 'bad', host)).toMatchObject({ state: 'finding', severity: 'block' });
    expect(at(report, 'same', host)).toMatchObject({ state: 'passed', values: { of: 2 } });
    expect(at(report, 'tool', host)).toMatchObject({ reason: 'tool-missing', values: { tool: 'no-such-program' } });
    expect(at(report, 'slow', host)).toMatchObject({ reason: 'deadline', values: { seconds: 1 } });
    expect(at(report, 'noisy', host)).toMatchObject({ reason: 'unreadable' });
    expect(at(report, 'nan', host)).toMatchObject({ reason: 'unreadable' });
    expect(at(report, 'throws', host)).toMatchObject({ reason: 'unreadable', values: { found: 'not thought of' } });
    expect(at(report, 'p', host)).toMatchObject({ state: 'passed', values: { said: 'hi' } });
  }
  expect(seen.at(-1)).toEqual(report);
  expect(seen.map(({ version }) => version)).toEqual(seen.map(({ version }) => version).toSorted((a, b) => a - b));
});

test('a host that can’t be reached turns nothing green, and the others are compared without it', async () => {
  const input = inputFor(
    { a: await sshd(), gone: null, b: await sshd() },
    { scripts: [says('good', 'echo good'), compares('same')] },
  );
  const report = await runPreflight(input);
  expectAnswered(report);
  expect(at(report, 'ssh.reach', 'gone')).toMatchObject({
    state: 'finding',
    severity: 'block',
    values: { code: 'refused' },
  });
  expect(at(report, 'ssh.auth', 'gone')).toMatchObject({ reason: 'depends', values: { check: 'ssh.reach' } });
  for (const check of ['good', 'same', 'host.notinstaller'])
    expect(at(report, check, 'gone')).toMatchObject({
      state: 'not-run',
      reason: 'unreachable',
      values: { code: 'refused' },
    });
  expect(report.hosts[1]).toMatchObject({ name: 'gone', state: 'failed', error: { code: 'refused' } });
  expect(at(report, 'same', 'a')).toMatchObject({ state: 'passed', values: { of: 2, uncompared: 1 } });
});

test('a host that is left alone is compared with nobody, and passes nothing by that', async () => {
  const report = await runPreflight(inputFor({ a: await sshd(), gone: null }, { scripts: [compares('same')] }));
  expect(at(report, 'same', 'a')).toMatchObject({
    state: 'not-run',
    reason: 'depends',
    values: { check: 'ssh.reach' },
  });
});

test('a password that is refused is said to be that', async () => {
  const server = await sshd();
  const input = inputFor({ a: server }, { scripts: [says('good', 'echo good')] });
  input.targetOf = async ({ name }) => server.target({ name, secret: { kind: 'password', password: 'wrong' } });
  const report = await runPreflight(input);
  expectAnswered(report);
  expect(at(report, 'ssh.reach', 'a').state).toBe('passed');
  expect(at(report, 'ssh.hostkey', 'a').state).toBe('passed');
  expect(at(report, 'ssh.auth', 'a')).toMatchObject({ state: 'finding', severity: 'block' });
  expect(at(report, 'sudo.ok', 'a')).toMatchObject({ reason: 'depends', values: { check: 'ssh.auth' } });
  expect(at(report, 'good', 'a')).toMatchObject({ reason: 'unreachable' });
});

test('a connection that breaks in the middle leaves what was answered, and the rest is lost', async () => {
  const server = await sshd();
  const input = inputFor(
    { a: server },
    {
      scripts: [says('good', 'echo good'), says('long', 'sleep 20', { deadlineSeconds: 4 })],
      probes: [probe('p', async () => {})],
    },
    {
      onReport: (report) => {
        if (report.results.some((result) => result.check === 'good' && result.state === 'passed')) server.drop();
      },
      everyMs: 10,
    },
  );
  const report = await runPreflight(input);
  expectAnswered(report);
  expect(at(report, 'good', 'a').state).toBe('passed');
  expect(at(report, 'long', 'a')).toMatchObject({ state: 'not-run', reason: 'lost' });
  expect(at(report, 'p', 'a')).toMatchObject({ state: 'not-run', reason: 'lost' });
  expect(report.hosts[0]).toMatchObject({ state: 'failed', error: { code: 'connection-lost' } });
});

test('a host that goes silent in the middle ends within its time, with the truth', { timeout: 40_000 }, async () => {
  const server = await sshd();
  const proxy = await silentProxy(server.port);
  open.push(proxy);
  const input = inputFor(
    { silent: proxy.port, a: server },
    { scripts: [says('good', 'echo good'), says('long', 'sleep 3; echo good', { deadlineSeconds: 6 })] },
    {
      onReport: (report) => {
        if (
          report.results.some(
            (result) => result.host === 'silent' && result.check === 'good' && result.state === 'passed',
          )
        )
          proxy.silence();
      },
      everyMs: 10,
      deadlineSeconds: 30,
    },
  );
  const began = Date.now();
  const report = await runPreflight(input);
  expect(Date.now() - began).toBeLessThan(25_000);
  expectAnswered(report);
  expect(at(report, 'good', 'silent').state).toBe('passed');
  expect(at(report, 'long', 'silent')).toMatchObject({ reason: 'lost' });
  expect(at(report, 'long', 'a').state).toBe('passed');
});

test('a probe that hangs is ended at its deadline, told so, and keeps what it has said', async () => {
  const aborted: string[] = [];
  const input = inputFor(
    { a: await sshd(), b: await sshd() },
    {
      probes: [
        probe(
          'hangs',
          async ({ hosts, emit, signal }) => {
            const [first, second] = hosts;
            if (!first || !second) throw new Error('two hosts');
            emit('hangs', first, passed());
            await new Promise((resolve) => signal.addEventListener('abort', resolve));
            aborted.push('hangs');
            void sleep(50).then(() => emit('hangs', second, passed()));
          },
          { deadlineSeconds: 1, stage: 1 },
        ),
        probe('throws', async () => {
          throw new Error('no such file');
        }),
        probe('forgets', async () => {}, { stage: 3 }),
      ],
    },
  );
  const report = await runPreflight(input);
  expectAnswered(report);
  expect(aborted).toEqual(['hangs']);
  expect(at(report, 'hangs', 'a').state).toBe('passed');
  expect(at(report, 'hangs', 'b')).toMatchObject({ reason: 'deadline', values: { seconds: 1 } });
  expect(at(report, 'throws', 'a')).toMatchObject({ reason: 'unreadable', values: { found: 'Error: no such file' } });
  expect(at(report, 'forgets', 'a')).toMatchObject({ state: 'not-run', reason: 'unreadable' });
});

test('what probes make is named by one nonce of hexadecimal digits: interfaces and tables take no others', async () => {
  const seen: string[] = [];
  const note = (id: string) =>
    probe(id, async ({ nonce }) => {
      seen.push(nonce);
    });
  await runPreflight(inputFor({ a: await sshd() }, { probes: [note('p'), note('q')] }));
  expect(seen[0]).toMatch(/^[0-9a-f]{16}$/);
  expect(seen).toEqual([seen[0], seen[0]]);
});

test('stages follow each other, and the last one’s probes are alone', async () => {
  const order: string[] = [];
  const step = (id: string, stage: Probe['stage']) =>
    probe(
      id,
      async ({ hosts, emit }) => {
        order.push(`${id}+`);
        await sleep(50);
        order.push(`${id}-`);
        for (const host of hosts) emit(id, host, passed());
      },
      { stage },
    );
  const input = inputFor(
    { a: await sshd() },
    { probes: [step('e', 3), step('d', 3), step('c', 2), step('b', 2), step('a', 1)] },
  );
  await runPreflight(input);
  expect(order).toEqual(['a+', 'a-', 'c+', 'b+', 'c-', 'b-', 'e+', 'e-', 'd+', 'd-']);
});

test('when the time is over, what is unanswered is not run, whoever hangs', async () => {
  const input = inputFor(
    { a: await sshd() },
    {
      scripts: [says('good', 'echo good')],
      probes: [probe('deaf', () => new Promise(() => {}), { deadlineSeconds: 60 })],
    },
    { deadlineSeconds: 4 },
  );
  const began = Date.now();
  const report = await runPreflight(input);
  expect(Date.now() - began).toBeLessThan(12_000);
  expectAnswered(report);
  expect(report.state).toBe('finished');
  expect(at(report, 'good', 'a').state).toBe('passed');
  expect(at(report, 'deaf', 'a')).toMatchObject({ reason: 'deadline', values: { seconds: 4 } });
});

test('stopped, it says so of everything that is unanswered', async () => {
  const stop = new AbortController();
  const input = inputFor(
    { a: await sshd() },
    { scripts: [says('good', 'echo good'), says('long', 'sleep 30', { deadlineSeconds: 20 })] },
    {
      signal: stop.signal,
      onReport: (report) =>
        report.results.some((each) => each.check === 'good' && each.state === 'passed') && stop.abort(),
      everyMs: 10,
    },
  );
  const began = Date.now();
  const report = await runPreflight(input);
  expect(Date.now() - began).toBeLessThan(5_000);
  expectAnswered(report);
  expect(report.state).toBe('stopped');
  expect(at(report, 'good', 'a').state).toBe('passed');
  expect(at(report, 'long', 'a')).toMatchObject({ reason: 'stopped' });
});

test('one check again leaves the others as they were, but not those of another plan', async () => {
  let word = 'bad';
  const scripts = [
    says('one', '', { script: () => `echo ${word}` }),
    says('two', '', { script: () => `echo ${word}` }),
    compares('same'),
  ];
  const servers = { a: await sshd(), b: await sshd() };
  const input = inputFor(servers, { scripts });
  const first = await runPreflight(input);
  word = 'good';
  const again = await runPreflight({ ...input, previous: first, only: { checks: ['one'], hosts: ['b'] } });
  expectAnswered(again);
  expect(again.version).toBeGreaterThan(first.version);
  expect(again.id).not.toBe(first.id);
  expect(at(again, 'one', 'b').state).toBe('passed');
  for (const [check, host] of [
    ['one', 'a'],
    ['two', 'a'],
    ['two', 'b'],
    ['same', 'a'],
  ] as const)
    expect(at(again, check, host)).toEqual(at(first, check, host));
  expect(again.hosts[0]).toEqual(first.hosts[0]);
  // What 'two' was judged from: a host that changed in between has to be told from that.
  expect(first.hosts[1]?.facts?.gatheredAt).toMatch(/^20/);
  expect(again.hosts[1]?.facts).toEqual(first.hosts[1]?.facts);
  const whole = await runPreflight({ ...input, previous: first, only: { hosts: ['b'] } });
  expect(whole.hosts[1]?.facts?.gatheredAt).not.toBe(first.hosts[1]?.facts?.gatheredAt);

  const other = { ...first, planSha256: 'f'.repeat(64) };
  const all = await runPreflight({ ...input, previous: other, only: { checks: ['one'], hosts: ['b'] } });
  expect(at(all, 'two', 'a').state).toBe('passed');
});

test('on top of a report that knew fewer checks all is looked at: a part would leave holes that look fine', async () => {
  const only = { checks: ['one'], hosts: ['a'] };
  const older = inputFor({ a: await sshd() }, { scripts: [says('one', 'echo good')] });
  const newer = {
    ...older,
    catalogue: inputFor({}, { scripts: [says('one', 'echo good'), says('two', 'echo good')] }).catalogue,
  };
  const again = await runPreflight({ ...newer, previous: await runPreflight(older), only } as PreflightInput);
  expect(at(again, 'two', 'a').state).toBe('passed');
});

test('a part by itself has nothing but what is asked for', async () => {
  const input = inputFor(
    { a: await sshd(), b: await sshd() },
    { scripts: [says('one', 'echo good'), says('two', '')] },
  );
  const only = { checks: ['one'], hosts: ['b'] };
  const part = await runPreflight({ ...input, only, partial: true });
  expect(part.results.filter(({ check }) => !accessChecks.some(({ id }) => id === check))).toMatchObject([
    { check: 'one', host: 'b', state: 'passed' },
  ]);
  expect(part.results.map(({ host }) => host)).not.toContain('a');
  const whole = await runPreflight({ ...input, only });
  expect(whole.results.map(({ host }) => host)).toContain('a');
});

test('one host again asks all for what compares them', async () => {
  const servers = { a: await sshd(), b: await sshd() };
  const input = inputFor(servers, { scripts: [says('one', 'echo good'), compares('same')] });
  const first = await runPreflight(input);
  const again = firstReport({ ...input, previous: first, only: { hosts: ['b'] } });
  const waiting = again.results.filter(({ state }) => state === 'waiting').map(({ check, host }) => `${check} ${host}`);
  expect(waiting).toContain('same a');
  expect(waiting).toContain('one b');
  expect(waiting).not.toContain('one a');
});
