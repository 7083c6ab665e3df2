import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CompileError } from './compile-error';
import { entryOfExistingCluster } from './existing-entry';
import { goldenBundle, goldenInput, goldenRunbook } from './testing';

const { plan, facts } = goldenInput('existing-vip');
const entry = () => entryOfExistingCluster(plan, 'node-2', facts, goldenBundle());

test('only gateways get a Keepalived, and the proof of Rainbond waits until one holds the address', () => {
  const { steps, held } = entry();
  expect(steps.map(({ id }) => id)).toEqual([
    'keepalived-free/node-2',
    'keepalived-package/node-2',
    'keepalived/node-2',
    'keepalived-free/node-3',
    'keepalived-package/node-3',
    'keepalived/node-3',
    'verify-application-entry/node-2',
  ]);
  expect(held).toEqual(['verify-application-entry/node-2']);
  const ports = goldenRunbook('existing-vip').steps.find(({ action }) => action === 'rainbond-entry-ports');
  expect(ports?.needs).toContain('verify-application-entry/node-2');
});

test('the API’s address is the cluster’s own affair: no check of Keepalived asks the API server', () => {
  for (const step of entry().steps.filter(({ action }) => action === 'keepalived')) {
    expect(step.files.map(({ path }) => path)).not.toContain('/etc/keepalived/check-api.sh');
    const check = step.files.find(({ path }) => path === '/etc/keepalived/check-gateway.sh');
    // kube-proxy may be none
    expect(check?.content).not.toContain('10256');
  }
});

test('a load balancer takes no step, and a gateway that was never reached is named', () => {
  const balancer = { ...plan, entry: { ...plan.entry, application: { kind: 'none' as const } } };
  expect(entryOfExistingCluster(balancer, 'node-2', facts, goldenBundle()).steps).toEqual([]);
  const { 'node-3': _, ...known } = facts;
  expect(() => entryOfExistingCluster(plan, 'node-2', known, goldenBundle())).toThrow(CompileError);
});

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-keepalived-'));
  mkdirSync(join(folder, 'keepalived'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The guard on a host whose Keepalived is running, or isn't. */
function guard(part: 'observe' | 'act', active: boolean): Promise<{ code: number; out: string }> {
  const [free] = entry().steps;
  const script = (free?.[part] ?? '')
    .replace(/^export PATH.*\n/, '')
    .replaceAll('/etc/keepalived/keepalived.conf', join(folder, 'keepalived/keepalived.conf'));
  const before = `set -Eeuo pipefail\nsystemctl() { ${active ? 'true' : 'false'}; }\n`;
  return new Promise((resolve) =>
    execFile('bash', ['-c', before + script], (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? -1) : 0, out: stdout + stderr }),
    ),
  );
}
const configured = (text: string) => writeFileSync(join(folder, 'keepalived/keepalived.conf'), text);

test('a Keepalived of somebody else’s that runs stops the run before its file is written over', async () => {
  configured('vrrp_instance VI_1 {\n}\n');
  expect((await guard('observe', true)).code).toBe(1);
  expect(await guard('act', true)).toMatchObject({
    code: 1,
    out: expect.stringContaining('configuration of somebody else'),
  });
});

test('one of ours that holds an API’s address is another plan’s, and stays', async () => {
  configured('vrrp_script gateway {\n  script /etc/keepalived/check-gateway.sh\n}\nvrrp_instance kubernetes {\n}\n');
  expect((await guard('observe', true)).code).toBe(1);
});

test('none, one that doesn’t run, and our own of an earlier run are no obstacle', async () => {
  expect((await guard('observe', false)).code).toBe(0);
  configured('vrrp_instance VI_1 {\n}\n');
  expect((await guard('observe', false)).code).toBe(0);
  configured('vrrp_script gateway {\n  script /etc/keepalived/check-gateway.sh\n}\n');
  expect((await guard('observe', true)).code).toBe(0);
});
