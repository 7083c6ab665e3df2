import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { planSchema } from '@/lib/plan/schema';
import { type TestDatabase, testDatabase } from '@/lib/store/testing';
import { prepareDemo } from './demo';

let database: TestDatabase;
let dir: string;
beforeAll(async () => {
  database = await testDatabase();
  dir = mkdtempSync(path.join(tmpdir(), 'slipway-demo-'));
  vi.stubEnv('SLIPWAY_DATA', dir);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await database.close();
});

const keygen = (file: string) => execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file]);

it('leaves a credential, trusted hosts and a plan, and can be run again', async () => {
  const hosts = ['node1', 'node2', 'node3'].map((name, index) => {
    const folder = path.join(dir, 'hosts', name, 'root/etc/ssh');
    mkdirSync(folder, { recursive: true });
    keygen(path.join(folder, 'ssh_host_ed25519_key'));
    return { name, address: `10.44.0.1${index}`, port: 22 };
  });
  keygen(path.join(dir, 'id'));
  const facts = path.join(dir, 'plan.json');
  const ssh = { user: 'root', privateKeyFile: path.join(dir, 'id') };
  const overrides = { kubeadm: 'kind: KubeletConfiguration\n', containerd: '' };
  writeFileSync(facts, JSON.stringify({ hosts, vip: '10.44.0.100', ssh, bundle: '/bundle', overrides, dir }));

  await prepareDemo(facts);
  await prepareDemo(facts);

  const [credential, ...others] = await database.db.credential.findMany();
  expect(others).toEqual([]);
  expect(await database.db.hostKey.count()).toBe(3);
  const plan = await database.db.plan.findFirstOrThrow({ include: { revisions: { orderBy: { number: 'desc' } } } });
  const document = planSchema.parse(plan.revisions[0]?.document);
  expect(document.hosts.map((host) => [host.name, host.ssh.credential])).toEqual(
    hosts.map((host) => [host.name, credential?.id]),
  );
  expect(document.entry.api).toMatchObject({ kind: 'keepalived', address: '10.44.0.100' });
  expect(document.kubernetes.overrides).toEqual(overrides);
});
