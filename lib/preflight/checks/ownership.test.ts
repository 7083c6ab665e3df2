import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { belongsTo, mayHoldVip, ownership, ownershipReading, saysOwner, vipOwnership } from './ownership';

const root = mkdtempSync(join(tmpdir(), 'slipway-ownership-'));
afterAll(() => rmSync(root, { recursive: true }));
beforeEach(() => rmSync(join(root, 'var'), { recursive: true, force: true }));

/** What both scripts print on a host with these stamps. */
function printedWith(stamps: Record<string, string>): string {
  const folder = join(root, 'var/lib/slipway/stamps');
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(stamps)) writeFileSync(join(folder, name), `${text}\n`);
  const here = (script: string) => script.replaceAll(/\/(?=var\/lib|etc\/kubernetes)/g, `${root}/`);
  return execFileSync('bash', ['-c', `${here(ownershipReading)}\n${ownership}\n${here(vipOwnership)}`], {
    encoding: 'utf8',
  });
}
const plan = { name: 'prod' };

test('a host that this plan’s run has joined is its own, and another plan’s is not', () => {
  const printed = printedWith({ 'join-begun': 'prod', 'join-finish': '' });
  expect(belongsTo(plan, printed)).toBe(true);
  expect(mayHoldVip(plan, printed)).toBe(true);
  expect(belongsTo({ name: 'prod-2' }, printed)).toBe(false);
  expect(belongsTo({ name: '' }, printed)).toBe(false);
});

test('a bare host, and one where nothing came of the attempt, is nobody’s', () => {
  for (const stamps of [{}, { 'kubeadm-init-begun': 'prod' }] as Record<string, string>[]) {
    const printed = printedWith(stamps);
    expect(saysOwner(printed)).toBe(true);
    expect(belongsTo(plan, printed)).toBe(false);
  }
  expect(saysOwner('')).toBe(false);
});

test('an attempt that ended before kubeadm has a right to the VIP that it set, and to nothing else', () => {
  const printed = printedWith({ 'hold-vip': 'prod' });
  expect(mayHoldVip(plan, printed)).toBe(true);
  expect(mayHoldVip({ name: 'other' }, printed)).toBe(false);
  expect(belongsTo(plan, printed)).toBe(false);
});
