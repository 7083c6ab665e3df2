import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { expect, test } from 'vitest';
import { emptyFolder } from '@/lib/artifacts/testing';
import { planToYaml } from '@/lib/plan/plan-yaml';
import { samplePlan } from '@/lib/plan/samples';
import { reportSchema } from '@/lib/preflight/result';
import english from '@/messages/en/cli.json';
import { slipway } from './testing';

/** A plan of hosts at which nobody listens, or what listens on `port`. */
async function folderWithPlan(port = 1): Promise<string> {
  const folder = await emptyFolder();
  const plan = samplePlan((each) => {
    each.hosts = each.hosts.slice(0, 2);
    for (const host of each.hosts) Object.assign(host, { address: '127.0.0.1', ssh: { ...host.ssh, port } });
  });
  await writeFile(path.join(folder, 'plan.yaml'), planToYaml(plan));
  await writeFile(path.join(folder, 'secrets.yaml'), 'other: {password: hunter2}\n', { mode: 0o600 });
  return folder;
}

test('what can’t be understood ends with 2 before anything is connected to', async () => {
  const folder = await folderWithPlan();
  for (const [words, said] of [
    [['--only', 'swap.of'], '--only: there is no check or group swap.of'],
    [['--host', 'node9'], '--host: found node9, needed one of '],
    [['--deadline', 'soon'], '--deadline: found soon, needed one of 5–3600'],
    [['--deadline', '4'], '--deadline: found 4'],
    [['--secrets', 'none.yaml'], 'none.yaml can’t be read: ENOENT'],
    [['--identity', 'none'], 'none can’t be read: ENOENT'],
    [['--known-hosts', 'none'], 'none can’t be read: ENOENT'],
    [['--password-env', 'NOTHING'], 'the variable NOTHING is not set'],
    [['--ask-password'], '--ask-password needs a terminal'],
    [['--ask-password', '--password-env', 'A'], 'exclude each other'],
  ] as [string[], string][]) {
    const { code, stdout, stderr } = slipway(folder, ['preflight', 'plan.yaml', ...words]);
    expect([code, stdout], words.join(' ')).toEqual([2, '']);
    expect(stderr, words.join(' ')).toContain(said);
  }
  const { stdout } = slipway(folder, ['preflight', '--help']);
  expect(stdout.trim()).toBe(english.usage.preflight);
}, 90_000);

test('hosts that can’t be reached block, what is behind them is not run, and nothing turns green', async () => {
  const folder = await folderWithPlan();
  const words = ['preflight', 'plan.yaml', '--password-env', 'PW', '--html', 'report.html', '--only', 'system'];
  const { code, stdout, stderr } = slipway(folder, words, { PW: 'hunter2' });
  expect(code).toBe(1);
  expect(stdout).toMatch(/^blocking {2}The host can’t be reached \[ssh\.reach\]$/m);
  expect(stdout).toMatch(/^not run {2}connection refused\n .*: .*os\.kernel/m);
  expect(stdout).toMatch(/: 0 passed, 2 blocking, /);
  const html = await readFile(path.join(folder, 'report.html'), 'utf8');
  expect(html).toContain('The host can’t be reached');
  expect(stdout + stderr + html).not.toContain('hunter2');
  // Nobody watches: no line is redrawn, and nothing coloured.
  expect(stdout + stderr).not.toContain('\u001b');
}, 60_000);

test('--json is the report, of what was asked for alone; a credential without a secret is said on stderr', async () => {
  const folder = await folderWithPlan();
  const host = samplePlan().hosts[1]?.name ?? '';
  const words = ['preflight', 'plan.yaml', '--json', '--secrets', 'secrets.yaml', '--only', 'swap.off', '--host', host];
  const { code, stdout, stderr } = slipway(folder, words);
  const report = reportSchema.parse(JSON.parse(stdout));
  expect(code).toBe(1);
  expect(report.state).toBe('finished');
  expect([...new Set(report.results.map((result) => result.host))]).toEqual([host]);
  expect(report.results.find(({ check }) => check === 'swap.off')).toMatchObject({ state: 'not-run' });
  expect(report.results.find(({ check }) => check === 'ssh.auth')).toMatchObject({
    values: { found: 'credential-missing' },
  });
  expect(report.results.some(({ check }) => check === 'os.kernel')).toBe(false);
  expect(stderr).toContain('No way to sign in for credential ');
  expect(stdout + stderr).not.toContain('hunter2');
}, 60_000);

test('texts follow the language', async () => {
  const { stdout } = slipway(await folderWithPlan(), ['preflight', 'plan.yaml', '--lang', 'zh']);
  expect(stdout).toMatch(/^阻断 {2}/m);
  expect(stdout).not.toMatch(/^(blocking|not run) /m);
}, 30_000);

test('interrupted, it ends at once, and the report says that it was stopped', async () => {
  // Takes connections and never says a word.
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const folder = await folderWithPlan((silent.address() as AddressInfo).port);
  // Not ./slipway: the signal has to reach the program itself, as a terminal's does.
  const words = ['--import', 'tsx', 'cli/main.ts', 'preflight', 'plan.yaml', '--json', '--password-env', 'PW'];
  const child = spawn(process.execPath, words, {
    env: { ...process.env, SLIPWAY_CALLED_FROM: folder, NODE_ENV: 'production', PW: 'hunter2' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const exited = once(child, 'exit');
  let stdout = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  await Promise.race([once(silent, 'connection'), exited]);
  const asked = Date.now();
  child.kill('SIGINT');
  const [code] = await exited;
  silent.close();
  const report = reportSchema.parse(JSON.parse(stdout));
  expect(report.state).toBe('stopped');
  expect(report.results.length).toBeGreaterThan(50);
  expect(report.results.every((result) => result.state === 'not-run' && result.reason === 'stopped')).toBe(true);
  expect(code).toBe(1);
  // Connecting alone may take 15 s.
  expect(Date.now() - asked).toBeLessThan(9_000);
}, 60_000);
