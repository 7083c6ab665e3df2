import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { type Asking, mayHoldVip, owned, ownership, ownershipReading, saysOwner, vipOwnership } from './ownership';

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
const host = { address: '192.0.2.11', internalAddress: '10.0.0.11' };
/** The stored plan; `installedOn` are hosts of its earlier runs. */
const plan = (id: string, name = 'prod', installedOn: string[] = []): Asking => ({
  plan: { name },
  planId: id,
  installedOn,
});

test('a host that this plan’s run has joined is its own, whatever the plan is called by now', () => {
  const printed = printedWith({ 'join-begun': 'prod\na1', 'join-finish': '' });
  expect(owned(plan('a1'), host, printed)).toBe('plan');
  expect(owned(plan('a1', 'production'), host, printed)).toBe('plan');
  expect(mayHoldVip(plan('a1'), host, printed)).toBe(true);
});

test('a plan of the same name with another id is told as that, and another plan as another', () => {
  const printed = printedWith({ 'join-begun': 'prod\na1', 'join-finish': '' });
  expect(owned(plan('b2'), host, printed)).toBe('namesake');
  // Its own runs here don't make what another one has begun its own.
  expect(owned(plan('b2', 'prod', ['10.0.0.11']), host, printed)).toBe('namesake');
  expect(owned(plan('b2', 'test'), host, printed)).toBe('other');
  expect(mayHoldVip(plan('b2'), host, printed)).toBe(false);
});

test('what an older Slipway marked by the name alone is this plan’s where its install has run on that host, and unclear elsewhere', () => {
  const printed = printedWith({ 'join-begun': 'prod', 'join-finish': '' });
  expect(owned(plan('a1', 'prod', ['10.0.0.11']), host, printed)).toBe('plan');
  expect(owned(plan('a1', 'prod', ['10.0.0.12']), host, printed)).toBe('unclear');
  expect(owned(plan('a1', 'test', ['10.0.0.11']), host, printed)).toBe('other');
  expect(mayHoldVip(plan('a1'), host, printed)).toBe(false);
});

test('a plan from a file has no id, so that the name decides', () => {
  const printed = printedWith({ 'join-begun': 'prod\na1', 'join-finish': '' });
  expect(owned(plan(''), host, printed)).toBe('plan');
  expect(owned(plan('', 'prod-2'), host, printed)).toBe('other');
  expect(owned(plan('', ''), host, printed)).toBe('other');
});

test('of two markers the later step’s counts whole: no id of one goes with the name of the other', () => {
  const printed = printedWith({ 'kubeadm-init-begun': 'prod\na1', 'join-begun': 'prod', 'join-finish': '' });
  expect(owned(plan('a1'), host, printed)).toBe('unclear');
});

test('a bare host, and one where nothing came of the attempt, is nobody’s', () => {
  for (const stamps of [{}, { 'kubeadm-init-begun': 'prod\na1' }] as Record<string, string>[]) {
    const printed = printedWith(stamps);
    expect(saysOwner(printed)).toBe(true);
    expect(owned(plan('a1'), host, printed)).toBe('other');
  }
  expect(saysOwner('')).toBe(false);
});

test('an attempt that ended before kubeadm has a right to the VIP that it set, and to nothing else', () => {
  for (const marker of ['prod\na1', 'prod']) {
    const printed = printedWith({ 'hold-vip': marker });
    expect(mayHoldVip(plan('a1', 'prod', ['10.0.0.11']), host, printed)).toBe(true);
    expect(mayHoldVip(plan('b2'), host, printed)).toBe(false);
    expect(mayHoldVip(plan('b2', 'other'), host, printed)).toBe(false);
    expect(owned(plan('a1'), host, printed)).toBe('other');
  }
});
