import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { samplePlan } from '@/lib/plan/samples';
import { catalogue } from '../catalogue';
import { compileFix, fixOf, parsePreview, previewScript } from './compile-fix';

const plan = samplePlan();
const context = { plan, facts: {}, bundle: null };
const [first = '', second = ''] = plan.hosts.map(({ name }) => name);
const swapOn = (host: string) => ({ check: 'swap.off', host, values: { gib: 2, areas: 1 } });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'fix-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const bash = (script: string) => execFileSync('bash', ['-ec', script], { encoding: 'utf8' });

/** The fix of swap with another file in fstab's place, and nothing to switch off. */
function swapFixOn(file: string): string {
  const act = compileFix(context, [swapOn(first)])?.steps[0]?.act ?? '';
  return act.replaceAll('/etc/fstab', file).replace(/^swapoff -a$/m, '');
}

test('a step for each finding, on its host; steps of one host follow each other', () => {
  const twice = [swapOn(first), { ...swapOn(first) }, swapOn(second)];
  const runbook = compileFix(context, twice);
  expect(runbook?.kind).toBe('fix');
  expect(runbook?.hosts.map(({ name }) => name)).toEqual([first, second]);
  expect(runbook?.steps.map(({ id, needs }) => ({ id, needs }))).toEqual([
    { id: `fix-swap.off/${first}`, needs: [] },
    { id: `fix-swap.off/${second}`, needs: [] },
  ]);
});

test('what has no fix, and a host that the plan lacks, is left out; with nothing left there is no runbook', () => {
  expect(compileFix(context, [{ check: 'cpu.min', host: first, values: {} }, swapOn('gone')])).toBeNull();
});

test('a file is changed in place, and its first text is kept', () => {
  const file = path.join(folder, 'fstab');
  const before = 'UUID=1 / ext4 defaults 0 1\n/swapfile none swap sw 0 0\n\n';
  writeFileSync(file, before);
  bash(swapFixOn(file));
  const after = 'UUID=1 / ext4 defaults 0 1\n# slipway: /swapfile none swap sw 0 0\n\n';
  expect(readFileSync(file, 'utf8')).toBe(after);
  bash(swapFixOn(file));
  expect(readFileSync(file, 'utf8')).toBe(after);
  expect(readFileSync(`${file}.slipway`, 'utf8')).toBe(before);
});

test('a filter that fails leaves the file as it was', () => {
  const file = path.join(folder, 'fstab');
  writeFileSync(file, '/swapfile none swap sw 0 0\n');
  expect(() => bash(swapFixOn(file).replace('sed -E', 'no-such-sed -E'))).toThrow();
  expect(readFileSync(file, 'utf8')).toBe('/swapfile none swap sw 0 0\n');
});

test('the preview shows the change and makes none', () => {
  const file = path.join(folder, 'fstab');
  writeFileSync(file, '/swapfile none swap sw 0 0\n');
  const [changed] = fixOf(context, swapOn(first))?.files ?? [];
  const preview = parsePreview(bash(previewScript([{ path: file, filter: changed?.filter ?? '' }])));
  expect(preview).toEqual([
    { path: file, before: '/swapfile none swap sw 0 0\n', after: '# slipway: /swapfile none swap sw 0 0\n' },
  ]);
  expect(readFileSync(file, 'utf8')).toBe('/swapfile none swap sw 0 0\n');
});

test('a file that is not there is made by its filter', () => {
  const file = path.join(folder, 'new.conf');
  expect(parsePreview(bash(previewScript([{ path: file, filter: 'cat; echo a=1' }])))).toEqual([
    { path: file, before: '', after: 'a=1\n' },
  ]);
});

test('every fix is valid bash, and says how to see that it worked', () => {
  const fixable = catalogue.filter(({ fix }) => fix);
  expect(fixable.length).toBeGreaterThan(0);
  for (const check of fixable) {
    const [host] = plan.hosts;
    if (!host) throw new Error('no host');
    expect(check.fix?.verify(context, host, {}).trim(), check.id).not.toBe('');
    const runbook = compileFix(context, [{ check: check.id, host: host.name, values: {} }]);
    for (const step of runbook?.steps ?? [])
      for (const script of [step.observe, step.act, step.verify])
        expect(() => execFileSync('bash', ['-n'], { input: script, stdio: 'pipe' }), check.id).not.toThrow();
  }
});
