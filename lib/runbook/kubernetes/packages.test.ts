import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { closure } from './packages';

const folder = mkdtempSync(path.join(tmpdir(), 'slipway-packages-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** @param index lines of name and what it needs; each package's file is `<name>.deb` */
function chosen(wanted: string, index: [string, string][], installed: string[]): string[] {
  const files = [path.join(folder, 'installed'), path.join(folder, 'index')] as const;
  writeFileSync(files[0], installed.map((name) => `${name}\n`).join(''));
  writeFileSync(files[1], index.map(([name, needs]) => `${name}\t${needs}\t${name}.deb\n`).join(''));
  const out = execFileSync('awk', ['-F', '\\t', '-v', `wanted=${wanted}`, closure, ...files], { encoding: 'utf8' });
  return out.split('\n').filter(Boolean);
}

const index: [string, string][] = [
  ['curl', ', libc6 (>= 2.34), libcurl4 (= 7.88.1-10), zlib1g (>= 1:1.1.4)'],
  ['libcurl4', ', libssh2-1:any (>= 1.7), libc6'],
  ['libssh2-1', ', libc6'],
  ['chrony', 'init-system-helpers (>= 1.54~), ucf | debconf'],
  ['ucf', ''],
  ['debconf', ''],
];

it('takes what is wanted and what that needs, needed ones first, and nothing else', () => {
  expect(chosen('curl', index, ['libc6', 'zlib1g'])).toEqual(['libssh2-1.deb', 'libcurl4.deb', 'curl.deb']);
});

it('leaves what is installed', () => {
  expect(chosen('curl', index, ['libc6', 'libcurl4'])).toEqual(['curl.deb']);
});

it('takes the first alternative that the bundle has, unless another one is installed', () => {
  expect(chosen('chrony', index, [])).toEqual(['ucf.deb', 'chrony.deb']);
  expect(chosen('chrony', index, ['debconf'])).toEqual(['chrony.deb']);
});

it('refuses what the bundle does not have, so that apt says so', () => {
  expect(() => chosen('curl socat', index, ['libc6'])).toThrow();
});
