import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { readBundle } from '@/lib/artifacts/read-bundle';
import { bundleFolder, dockerArchive } from '@/lib/artifacts/testing';
import type { HostCheck } from '@/lib/hosts/check-host';
import type { HostTarget } from '@/lib/hosts/target';
import { blocking, findingsOf } from '@/lib/plan/findings';
import { sampleFacts } from '@/lib/plan/samples';
import { planSchema } from '@/lib/plan/schema';
import { compile } from '@/lib/runbook/compile';
import { factsOf } from '@/lib/store/facts';
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

const keygen = (file: string) =>
  existsSync(file) || execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file]);

/** The least that an install needs, at the versions of a new plan. */
function bundle(): Promise<string> {
  const kubernetes = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kube-proxy'];
  const tags = [
    ...kubernetes.map((name) => `registry.k8s.io/${name}:v1.36.3`),
    'registry.k8s.io/etcd:3.6.8-0',
    'registry.k8s.io/pause:3.10.1',
    'registry.k8s.io/coredns/coredns:v1.14.2',
    'ghcr.io/flannel-io/flannel:v0.28.10',
  ];
  const config = '{"Network": "10.0.0.0/8"}';
  const image = 'ghcr.io/flannel-io/flannel:v0.28.10';
  const flannel = [
    `{apiVersion: v1, kind: ConfigMap, metadata: {name: kube-flannel-cfg}, data: {net-conf.json: '${config}'}}`,
    `{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: flannel}, spec: {template: {spec: {containers: [{image: '${image}'}]}}}}`,
  ].join('\n---\n');
  return bundleFolder({
    'kubernetes-node-linux-amd64.tar.gz': 'kubernetes',
    'containerd-2.3.7-linux-amd64.tar.gz': 'containerd',
    'runc.amd64': 'runc',
    'cni-plugins-linux-amd64-v1.9.1.tgz': 'cni',
    'manifests/kube-flannel.yml': flannel,
    'images/all.tar': dockerArchive(...tags),
  });
}

/** Lab hosts as folders, and what `lab/lab plan` would print about them. */
async function lab() {
  const hosts = ['node1', 'node2', 'node3'].map((name, index) => {
    const folder = path.join(dir, 'hosts', name, 'root/etc/ssh');
    mkdirSync(folder, { recursive: true });
    keygen(path.join(folder, 'ssh_host_ed25519_key'));
    return { name, address: `10.44.0.1${index}`, port: 22 };
  });
  keygen(path.join(dir, 'id'));
  const facts = path.join(dir, 'plan.json');
  const ssh = { user: 'root', privateKeyFile: path.join(dir, 'id') };
  const overrides = {
    kubeadm: 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nfailSwapOn: false\n',
    containerd: '',
  };
  writeFileSync(facts, JSON.stringify({ hosts, vip: '10.44.0.100', ssh, bundle: await bundle(), overrides, dir }));
  return { facts, hosts, overrides };
}

const seen: string[] = [];
const look = async (target: HostTarget): Promise<HostCheck> => {
  seen.push(`${target.user}@${target.address} ${target.secret.kind} ${target.pinnedKeys[0]?.type}`);
  return { state: 'ready', hostKeys: [], facts: sampleFacts(target.address) };
};

it('leaves a credential, trusted hosts and a plan that can be installed, and can be run again', async () => {
  const { facts, hosts, overrides } = await lab();
  await prepareDemo(facts, look);
  await prepareDemo(facts, look);

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
  expect(seen.slice(0, 3).sort()).toEqual(hosts.map(({ address }) => `root@${address} private-key ssh-ed25519`));

  const known = await factsOf(document.hosts);
  const folder = document.artifacts.kind === 'bundle' ? document.artifacts.folder : '';
  const { index, problems } = await readBundle(folder);
  expect(problems).toEqual([]);
  if (!index) throw new Error('the bundle has no index');
  expect(blocking(findingsOf({ plan: document, facts: known, bundle: { folder, index, problems } }))).toEqual([]);
  expect(compile(document, known, index).hosts.map(({ name }) => name)).toEqual(['node1', 'node2', 'node3']);
});

it('starts the console all the same when a host does not answer', async () => {
  const { facts } = await lab();
  await prepareDemo(facts, async ({ name: host }) => ({
    state: 'failed',
    error: { code: 'unreachable', values: { host } },
  }));
  expect(await database.db.plan.count()).toBe(1);
});
