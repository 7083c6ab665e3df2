import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { markOwner, type Owner, ownerFunctions } from './owner';

const folder = mkdtempSync(join(tmpdir(), 'slipway-owner-'));
afterAll(() => rmSync(folder, { recursive: true }));
const marker = join(folder, 'begun');

function judged(owner: Owner): { ends: boolean; said: string } {
  const script = `set -euo pipefail\n${ownerFunctions(owner)}\nonly_mine ${marker}\necho mine`;
  try {
    return { ends: false, said: execFileSync('bash', ['-c', script], { encoding: 'utf8', stdio: 'pipe' }).trim() };
  } catch (error) {
    return { ends: true, said: String((error as { stderr: string }).stderr).trim() };
  }
}
const mark = (owner: Owner) => execFileSync('bash', ['-euc', markOwner(owner, marker)]);

test('what a plan began is its own, also when it has another name by now', () => {
  mark({ name: 'prod', id: 'a1' });
  expect(judged({ name: 'prod', id: 'a1' })).toEqual({ ends: false, said: 'mine' });
  expect(judged({ name: "prod's", id: 'a1' })).toEqual({ ends: false, said: 'mine' });
});

test('another plan of the same name is told by both ids, and changes nothing', () => {
  mark({ name: 'prod', id: 'a1' });
  const { ends, said } = judged({ name: 'prod', id: 'b2' });
  expect(ends).toBe(true);
  expect(said).toContain('another plan named prod (id a1, not b2)');
  expect(judged({ name: 'other', id: 'b2' }).said).toContain('that Slipway did not set up');
});

test('where one side knows no id the name decides, and without a marker nobody is the owner', () => {
  mark({ name: 'prod', id: '' });
  expect(judged({ name: 'prod', id: 'a1' }).said).toBe('mine');
  expect(judged({ name: 'test', id: 'a1' }).ends).toBe(true);
  mark({ name: 'prod', id: 'a1' });
  expect(judged({ name: 'prod', id: '' }).said).toBe('mine');
  expect(judged({ name: 'test', id: '' }).ends).toBe(true);
  rmSync(marker);
  expect(judged({ name: 'prod', id: 'a1' })).toEqual({
    ends: true,
    said: expect.stringMatching(/^This host holds a Kubernetes that Slipway did not set up/),
  });
  writeFileSync(marker, '');
  expect(judged({ name: 'prod', id: 'a1' }).ends).toBe(true);
});
