import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import type { ExternalNfs } from '@/lib/plan/provisioner-image';
import { storageSchema } from '@/lib/plan/schema';
import { quote } from '@/lib/text/quote';
import { compile } from '../compile';
import { CompileError } from '../compile-error';
import { apiForKubectl, hasKubectl, runWithKubectl } from '../rainbond/testing-kubectl';
import { render } from '../render';
import type { Step } from '../runbook';
import { goldenBundle, goldenInput } from '../testing';
import { provisionerManifests, rootName, storageClassManifest } from './nfs-manifests';
import { nfsProof } from './nfs-proof';
import { nfsProvisioner } from './nfs-provisioner';

const storage = storageSchema.parse({
  kind: 'external-nfs',
  server: 'nas.corp.example',
  path: '/export',
}) as ExternalNfs;
const target = {
  storage,
  runner: { host: 'node-1', kubeconfig: 'admin.conf' as const, zstd: false },
  image: 'r.example/nfs:v4',
  probeImage: 'lab/busybox:1.35',
  needs: [],
};
type Manifest = { kind: string; metadata: { name: string }; spec: Record<string, unknown> };
const objects = (text: string) => parseAllDocuments(text).map((document) => document.toJS() as Manifest);
const ofKind = (kind: string) =>
  objects(provisionerManifests(storage, 'r.example/nfs:v4')).find((each) => each.kind === kind);

test('two provisioners on different hosts choose which of them works', () => {
  const deployment = ofKind('Deployment');
  expect(deployment?.spec).toMatchObject({
    replicas: 2,
    template: {
      spec: {
        affinity: { podAntiAffinity: expect.anything() },
        containers: [
          {
            image: 'r.example/nfs:v4',
            env: expect.arrayContaining([
              { name: 'ENABLE_LEADER_ELECTION', value: 'true' },
              { name: 'NFS_SERVER', value: 'nas.corp.example' },
              { name: 'NFS_PATH', value: '/export' },
            ]),
          },
        ],
      },
    },
  });
});

test('the provisioner mounts the export with the plan’s version, and so do its volumes', () => {
  expect(ofKind('PersistentVolume')?.spec).toMatchObject({
    mountOptions: ['nfsvers=4.1'],
    nfs: { server: 'nas.corp.example', path: '/export' },
    persistentVolumeReclaimPolicy: 'Retain',
  });
  expect(parse(storageClassManifest('nfs-client', '3'))).toMatchObject({
    metadata: { name: 'nfs-client' },
    provisioner: 'slipway.io/nfs',
    mountOptions: ['nfsvers=3'],
    parameters: { archiveOnDelete: 'true' },
    reclaimPolicy: 'Delete',
  });
});

test('another export is another volume: Kubernetes lets nobody change where one leads', () => {
  const names = [storage, { ...storage, path: '/other' }, { ...storage, version: '3' }].map(rootName);
  expect(new Set(names).size).toBe(3);
});

test('the provisioner has no right on secrets, nor on everything of anything', () => {
  const text = provisionerManifests(storage, 'r.example/nfs:v4');
  expect(text).not.toContain('secrets');
  expect(text).not.toContain("'*'");
});

test('what could be a command is refused, whoever compiles', () => {
  const { plan, facts } = goldenInput('external-nfs');
  for (const change of [{ server: '$(reboot)' }, { path: '/a b' }, { storageClass: "x'; reboot" }]) {
    const bad = { ...plan, storage: { ...storage, ...change } };
    expect(() => compile(bad, facts, goldenBundle())).toThrow(CompileError);
  }
});

test('what a plan with other storage compiles to has none of it', () => {
  const { plan, facts } = goldenInput('rainbond-6');
  const runbook = compile(plan, facts, goldenBundle());
  expect(runbook.phases.map(({ id }) => id)).not.toContain('storage');
});

describe.skipIf(!hasKubectl)('scripts that ask the API', () => {
  let api: Awaited<ReturnType<typeof apiForKubectl>>;
  beforeAll(async () => {
    api = await apiForKubectl();
  });
  afterAll(() => api.close());
  beforeEach(() => api.unlistAll());
  const rendered = (step: Step) => render(step, { secrets: {}, outputs: {} });
  const { observe, act, verify } = rendered(nfsProvisioner(target));
  const ask = (script: string) => runWithKubectl(api, script.replace(/^export PATH.*\n/, ''));
  const sums = [...observe.matchAll(/= ([0-9a-f]{64}) \]/g)].map(([, sum = '']) => sum);
  const marked = (sum = '') => ({ annotations: { 'slipway.io/manifest-sha256': sum } });
  const classOf = (provisioner: string, sum = sums[0]) =>
    api.relist('/apis/storage.k8s.io/v1/storageclasses', [
      {
        apiVersion: 'storage.k8s.io/v1',
        kind: 'StorageClass',
        metadata: { name: 'nfs-client', ...marked(sum) },
        provisioner,
      },
    ]);
  const deployment = (availableReplicas: number, sum = sums[1]) =>
    api.relist('/apis/apps/v1/namespaces/slipway-storage/deployments', [
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'nfs-provisioner', namespace: 'slipway-storage', ...marked(sum) },
        status: { updatedReplicas: 2, availableReplicas },
      },
    ]);

  test('it is there when class and provisioner are of this plan, and both replicas run', async () => {
    expect(sums).toHaveLength(2);
    classOf('slipway.io/nfs');
    deployment(2);
    expect((await ask(observe)).code).toBe(0);
    expect(await ask(verify)).toMatchObject({
      code: 0,
      out: 'StorageClass nfs-client makes volumes on nas.corp.example:/export\n',
    });
  });

  test('it is not there without a class, with one replica, or after a change of the plan', async () => {
    expect((await ask(observe)).code).toBe(1);
    classOf('slipway.io/nfs');
    deployment(1);
    expect((await ask(observe)).code).toBe(1);
    deployment(2, 'of another plan');
    expect((await ask(observe)).code).toBe(1);
    deployment(2);
    classOf('slipway.io/nfs', 'of another plan');
    expect((await ask(observe)).code).toBe(1);
  });

  test('a class of somebody else’s is left alone, and told with its provisioner', async () => {
    classOf('cluster.local/nfs');
    const { code, out } = await ask(act);
    expect(code).toBe(1);
    expect(out).toContain('StorageClass nfs-client is of another provisioner: cluster.local/nfs; needed: ');
  });

  test('pods of the proof go to nodes that take pods, one of which writes', async () => {
    const node = (name: string, spec: object = {}) => ({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name, uid: name },
      spec,
    });
    const taint = (effect: string) => ({ taints: [{ key: 'k', effect }] });
    api.relist('/api/v1/nodes', [
      node('control-1', taint('NoSchedule')),
      node('worker-1', taint('PreferNoSchedule')),
      node('cordoned-1', { unschedulable: true }),
      node('worker-2'),
    ]);
    const script = rendered(nfsProof(target)).act;
    const line = script.split('\n').find((each) => each.startsWith('nodes=$('));
    expect(await runWithKubectl(api, `${line}\necho "$nodes"`)).toEqual({ code: 0, out: 'worker-1\nworker-2\n' });
  });
});

test('a pod of the proof is what its step says, quoted as YAML reads it', () => {
  const step = nfsProof(target);
  const pod = step.files.find(({ path }) => path.endsWith('/pod.yaml'))?.content ?? '';
  const [start = ''] = /start\(\) \{[\s\S]*?\n\}/.exec(step.act) ?? [];
  const [call = ''] = /^start writer .*$/m.exec(step.act) ?? [];
  const script = `kubectl() { cat; }\n${start.replace(/ \/run\/slipway\/nfs-proof\/pod\.yaml/, '').replace('>/dev/null', '')}\nwriter=worker-1 image=${quote(target.probeImage)}\n${call} <<< "$POD"`;
  const out = execFileSync('bash', ['-c', script], { env: { ...process.env, POD: pod }, encoding: 'utf8' });
  expect(parse(out)).toMatchObject({
    metadata: { name: 'writer' },
    spec: {
      nodeName: 'worker-1',
      containers: [
        {
          command: ['/bin/sh', '-c', 'set -e; echo slipway-storage-proof > /data/proof; sync'],
          image: 'lab/busybox:1.35',
        },
      ],
    },
  });
});
