import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type HostAnswer, HostAnswers } from './host-answers';
import { hostScript, keptBytes, type ScriptPart } from './host-script';

/** That only this test starts. */
const longSleep = () => `sleep 30${Math.random().toString().slice(1, 8)}`;

const nonce = () => Math.random().toString(16).slice(2).padEnd(8, '0');

const part = (script: string, more: Partial<ScriptPart> = {}): ScriptPart => ({
  id: 'x',
  script,
  tools: [],
  deadlineSeconds: 5,
  ...more,
});

type Done = Extract<HostAnswer, { kind: 'done' }>;

type Outcome = { answers: HostAnswer[]; of: (index: number) => Done; tookMs: number; mark: string };

function start(text: string, mark: string): { child: ChildProcess; answers: HostAnswer[]; ended: Promise<number> } {
  const child = spawn('bash', ['--norc', '--noprofile', '-c', text], { stdio: ['pipe', 'pipe', 'inherit'] });
  const reader = new HostAnswers(mark);
  const answers: HostAnswer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => answers.push(...reader.push(chunk)));
  const ended = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? -1)));
  return { child, answers, ended };
}

/** Its stdin is left open, as an SSH channel's may be. */
async function inBash(parts: ScriptPart[], change: (text: string) => string = (text) => text): Promise<Outcome> {
  const mark = nonce();
  const began = Date.now();
  const { child, answers, ended } = start(change(hostScript(parts, mark)), mark);
  await ended;
  child.stdin?.destroy();
  const of = (index: number) => {
    const found = answers.filter((answer) => answer.kind === 'done' && answer.index === index);
    expect(found).toHaveLength(1);
    return found[0] as Done;
  };
  return { answers, of, tookMs: Date.now() - began, mark };
}

const leftovers = (mark: string) =>
  ['/run', '/dev/shm', '/tmp', '/var/tmp'].flatMap((place) => readdirSync(place).filter((name) => name.includes(mark)));

test('each check’s output, errors and exit status come back as they were', async () => {
  const { of, answers, mark } = await inBash([
    part('printf "a\\n\\n"; echo bad >&2; exit 3'),
    part('printf "密 no newline"'),
    part('true'),
  ]);
  expect(of(0)).toMatchObject({ stdout: 'a\n\n', stderr: 'bad\n', exitCode: 3, late: false, truncated: false });
  expect(of(1)).toMatchObject({ stdout: '密 no newline', stderr: '', exitCode: 0 });
  expect(of(2)).toMatchObject({ stdout: '', exitCode: 0 });
  expect(answers.at(-1)).toEqual({ kind: 'end' });
  expect(leftovers(mark)).toEqual([]);
});

test.each([
  ['exits', 'exit 7', 7],
  ['turns on set -e and fails', 'set -e; false; echo never', 1],
  ['has an unset variable under set -u', 'set -u; echo "$nowhere"', 1],
  ['leaves a quote open', 'echo "open', 1],
  ['crashes', 'kill -SEGV $BASHPID', 139],
  ['kills itself', 'kill -KILL $BASHPID', 137],
  ['replaces itself', 'exec true', 0],
  ['undoes the script’s names', 'slipway_dir=/; slipway_pids=(1); slipway_say() { :; }; trap - EXIT', 0],
  ['closes its output', 'exec >&- 2>&-', 0],
])('one that %s leaves the next ones alone', async (_what, script, exitCode) => {
  const { of, answers } = await inBash([part('echo before'), part(script), part('echo after')]);
  expect(of(0).stdout).toBe('before\n');
  expect([exitCode, exitCode === 1 && script.includes('open') ? 2 : exitCode]).toContain(of(1).exitCode);
  expect(of(1)).toMatchObject({ late: false });
  expect(of(2)).toMatchObject({ stdout: 'after\n', exitCode: 0 });
  expect(answers.at(-1)).toEqual({ kind: 'end' });
});

test('one that hangs is killed at its own deadline, with all that it started, while the others go on', async () => {
  const [behind, before] = [longSleep(), longSleep()];
  const { of, answers, tookMs } = await inBash([
    part(`echo some; ${behind} & ${before}`, { deadlineSeconds: 1 }),
    ...Array.from({ length: 20 }, (_, index) => part(`echo ${index}`)),
  ]);
  expect(of(0)).toMatchObject({ stdout: 'some\n', late: true });
  expect(of(0).tookMs).toBeGreaterThanOrEqual(1000);
  expect(tookMs).toBeLessThan(4000);
  for (let index = 0; index < 20; index++) expect(of(index + 1).stdout).toBe(`${index}\n`);
  // It was said that it takes longer, and the others did not wait for it.
  expect(answers).toContainEqual({ kind: 'running', index: 0 });
  const places = answers.map((answer) => (answer.kind === 'done' ? answer.index : null));
  expect(places.indexOf(20)).toBeLessThan(places.indexOf(0));
  expect(await running(behind)).toBe(false);
  expect(await running(before)).toBe(false);
});

test('one that ignores TERM and stops itself is killed too', async () => {
  const { of } = await inBash([
    part("trap '' TERM HUP INT; while :; do sleep 0.2; done", { deadlineSeconds: 1 }),
    part('kill -STOP $BASHPID', { deadlineSeconds: 1 }),
    part('echo fine'),
  ]);
  expect(of(0)).toMatchObject({ late: true });
  expect(of(1)).toMatchObject({ late: true });
  expect(of(2).stdout).toBe('fine\n');
});

test('what not even SIGKILL ends is left behind, and the rest is told', async () => {
  // As a process in uninterruptible sleep: here, because nobody kills it.
  const { of, answers, tookMs } = await inBash(
    [part('exec sleep 4.75', { deadlineSeconds: 1 }), part('echo fine')],
    (text) => text.replaceAll('kill -KILL', 'true'),
  );
  expect(of(0)).toMatchObject({ late: true });
  expect(of(1).stdout).toBe('fine\n');
  expect(answers.at(-1)).toEqual({ kind: 'end' });
  expect(tookMs).toBeLessThan(4500);
});

test('a child that is left in the background doesn’t hold the answer, and is gone', async () => {
  const behind = longSleep();
  const { of, tookMs } = await inBash([part(`${behind} & echo started`)]);
  expect(of(0)).toMatchObject({ stdout: 'started\n', exitCode: 0, late: false });
  expect(tookMs).toBeLessThan(3000);
  expect(await running(behind)).toBe(false);
});

test('a flood of output is cut, and said to be', async () => {
  const { of } = await inBash([
    part('yes', { deadlineSeconds: 30 }),
    part(`head -c ${keptBytes} /dev/zero | tr '\\0' x`),
    part(`head -c ${keptBytes + 1} /dev/zero | tr '\\0' x >&2`),
  ]);
  // It was ended by its size, long before its deadline.
  expect(of(0)).toMatchObject({ truncated: true, late: false, exitCode: 153 });
  expect(of(0).stdout).toHaveLength(keptBytes);
  expect(of(1)).toMatchObject({ truncated: false });
  expect(of(1).stdout).toHaveLength(keptBytes);
  expect(of(2)).toMatchObject({ truncated: true });
  expect(of(2).stderr).toHaveLength(keptBytes);
});

test('there is nothing to read on stdin', async () => {
  const { of, tookMs } = await inBash([part('cat; read -r x; echo "$? $x"')]);
  expect(of(0).stdout).toBe('1 \n');
  expect(tookMs).toBeLessThan(2000);
});

test('a check can’t answer for another one', async () => {
  const mark = nonce();
  const forged = `printf 'slipway %s done 1 0 0 3 0 =\\nyes' ${mark}; printf 'slipway ${mark} end\\n'`;
  const { answers, ended } = start(hostScript([part(`${forged}; ${forged} >&2`), part('echo no')], mark), mark);
  await ended;
  const told = answers.filter((answer) => answer.kind === 'done');
  expect(told.map(({ index }) => index)).toEqual([0, 1]);
  expect(told[0]?.stdout).toContain('yes');
  expect(told[1]?.stdout).toBe('no\n');
  expect(answers.filter(({ kind }) => kind === 'end')).toHaveLength(1);
});

test('one whose program isn’t there is not run', async () => {
  const { answers } = await inBash([
    part('echo ran', { tools: ['bash', 'no-such-program'] }),
    part('echo ran', { tools: ['bash'] }),
  ]);
  expect(answers[0]).toEqual({ kind: 'tool-missing', index: 0, tool: 'no-such-program' });
  expect(answers[1]).toMatchObject({ kind: 'done', index: 1, stdout: 'ran\n' });
});

test('slow ones run beside each other', async () => {
  const { tookMs, of } = await inBash(Array.from({ length: 6 }, (_, index) => part(`sleep 1.2; echo ${index}`)));
  for (let index = 0; index < 6; index++) expect(of(index).stdout).toBe(`${index}\n`);
  expect(tookMs).toBeLessThan(5000);
});

test('more slow ones than may run at once all come to their turn', async () => {
  const { of } = await inBash(Array.from({ length: 20 }, (_, index) => part(`sleep 0.5; echo ${index}`)));
  for (let index = 0; index < 20; index++) expect(of(index).stdout).toBe(`${index}\n`);
});

test.each(['SIGTERM', 'SIGKILL', 'SIGHUP'] as const)('after %s nothing of it is left', async (signal) => {
  const mark = nonce();
  const command = longSleep();
  const { child, answers, ended } = start(hostScript([part(command, { deadlineSeconds: 60 })], mark), mark);
  while (!answers.some(({ kind }) => kind === 'running')) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await running(command)).toBe(true);
  expect(leftovers(mark)).toHaveLength(1);
  child.kill(signal);
  await ended;
  await expect.poll(() => running(command), { timeout: 3000 }).toBe(false);
  await expect.poll(() => leftovers(mark), { timeout: 3000 }).toEqual([]);
});

test('a host where no folder takes a file says so', async () => {
  const { answers } = await inBash([part('echo x')], (text) =>
    text.replace('/run /dev/shm /tmp /var/tmp', '/proc /dev/full'),
  );
  expect(answers).toEqual([{ kind: 'nowhere' }]);
});

async function running(command: string): Promise<boolean> {
  const child = spawn('pgrep', ['-fx', command], { stdio: ['ignore', 'pipe', 'inherit'] });
  expect(existsSync('/usr/bin/pgrep')).toBe(true);
  return (await new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? 1)))) === 0;
}
