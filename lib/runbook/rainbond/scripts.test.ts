import { execFile } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { V1Pod } from '@kubernetes/client-node';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
// biome-ignore lint/style/noRestrictedImports: what is watched and what is verified have to agree
import { nothingYet } from '@/lib/kubernetes/rainbond/objects';
// biome-ignore lint/style/noRestrictedImports: the same
import { rainbondState } from '@/lib/kubernetes/rainbond/rainbond-state';
import { probeImage } from '../probe-image';
import { componentsReady } from './components';
import { rainbondConsole } from './console';
import { dnsAsk } from './dns';
import { httpAsk } from './entry-proof';
import { rainbondNodes } from './nodes';
import { regionFunctions } from './region';
import { planWith, targetOf } from './testing';
import { apiForKubectl, hasKubectl, runWithKubectl } from './testing-kubectl';

const bash = (script: string): Promise<{ code: number; out: string }> =>
  new Promise((resolve) =>
    execFile('bash', ['-c', `set -Eeuo pipefail\n${script}`], (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? -1) : 0, out: (stdout + stderr).trim() }),
    ),
  );

describe('dns_ask', () => {
  const server = createSocket('udp4');
  const asked: string[] = [];
  beforeAll(async () => {
    server.on('message', (question, from) => {
      const labels: string[] = [];
      let at = 12;
      for (let length = question[at] ?? 0; length > 0; length = question[at] ?? 0) {
        labels.push(question.subarray(at + 1, at + 1 + length).toString());
        at += 1 + length;
      }
      const name = labels.join('.');
      asked.push(name);
      const asks = question.subarray(12, at + 5);
      const record = (type: number, data: Buffer) =>
        Buffer.concat([Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, data.length]), data]);
      const answers =
        name === 'alias.example'
          ? [record(5, Buffer.from('\x04real\x07example\x00', 'latin1')), record(1, Buffer.from([10, 0, 200, 7]))]
          : name.endsWith('.apps.corp.example')
            ? [record(1, Buffer.from([10, 0, 0, 101]))]
            : [];
      const head = Buffer.from([
        0x51,
        0x69,
        0x81,
        answers.length > 0 ? 0x80 : 0x83,
        0,
        1,
        0,
        answers.length,
        0,
        0,
        0,
        0,
      ]);
      server.send(Buffer.concat([head, asks, ...answers]), from.port, from.address);
    });
    await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve));
  });
  afterAll(() => void server.close());
  const ask = (name: string) =>
    bash(`${dnsAsk.replace('/dev/udp/$1/53', `/dev/udp/$1/${server.address().port}`)}\ndns_ask 127.0.0.1 ${name}`);

  test('asks for a name as it is, and prints the address', async () => {
    expect(await ask('slipway-probe.apps.corp.example')).toEqual({ code: 0, out: '10.0.0.101' });
    // ten letters: a length byte that bash would take for the end of a line
    expect(await ask('abcdefghij.apps.corp.example')).toEqual({ code: 0, out: '10.0.0.101' });
    expect(asked).toContain('abcdefghij.apps.corp.example');
  });
  test('goes past an alias to the address', async () => {
    expect(await ask('alias.example')).toEqual({ code: 0, out: '10.0.200.7' });
  });
  test('fails for a name that is not there', async () => {
    expect((await ask('nothing.example')).code).toBe(1);
  });
  test('says which server does not answer', async () => {
    const silent = createSocket('udp4');
    await new Promise<void>((resolve) => silent.bind(0, '127.0.0.1', resolve));
    const script = `${dnsAsk.replace('/dev/udp/$1/53', `/dev/udp/$1/${silent.address().port}`)}\ndns_ask 127.0.0.1 x.example`;
    expect(await bash(script)).toEqual({ code: 1, out: 'DNS at 127.0.0.1 does not answer' });
    silent.close();
  });
});

test('http_ask sends the host name and prints the answer', async () => {
  const server = createServer((request, response) => response.end(`for ${request.headers.host}${request.url}`));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { out } = await bash(`${httpAsk}\nhttp_ask 127.0.0.1 ${port} app.example /x`);
  expect(out).toMatch(/^HTTP\/1\.1 200 OK/);
  expect(out).toContain('for app.example/x');
  server.close();
});

describe.skipIf(!hasKubectl)('scripts that ask the API', () => {
  let api: Awaited<ReturnType<typeof apiForKubectl>>;
  beforeAll(async () => {
    api = await apiForKubectl();
  });
  afterAll(() => api.close());
  beforeEach(() => api.unlistAll());
  const ns = '/namespaces/rbd-system';
  const component = (name: string, replicas: number | undefined, status?: object) => ({
    apiVersion: 'rainbond.io/v1alpha1',
    kind: 'RbdComponent',
    metadata: { name, namespace: 'rbd-system' },
    spec: replicas === undefined ? {} : { replicas },
    ...(status ? { status } : {}),
  });
  const well = (readyReplicas: number, Ready = 'True') => ({
    replicas: readyReplicas,
    readyReplicas,
    conditions: [
      { type: 'PodReady', status: 'True' },
      { type: 'Ready', status: Ready },
    ],
  });
  const components = (...list: object[]) =>
    api.relist(`/apis/rainbond.io/v1alpha1${ns}/rbdcomponents`, list as Record<string, unknown>[]);
  const pod = (name: string, nodeName: string, Ready = 'True', metadata = {}) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'rbd-system', ...metadata },
    spec: { nodeName },
    status: { phase: 'Running', conditions: [{ type: 'Ready', status: Ready }] },
  });
  const podsOf = (...names: string[]) =>
    api.relist(
      `/api/v1${ns}/pods`,
      names.map((name) => pod(name, 'node-1')),
    );
  const ready = () => runWithKubectl(api, `${componentsReady(['rbd-api', 'rbd-mq'])}\ncomponents_ready`);

  test('components are Ready when every one is, with all of its replicas', async () => {
    components(
      component('rbd-api', 2, well(2)),
      component('rbd-mq', undefined, well(1)),
      component('metrics', 1, well(1)),
    );
    podsOf('rbd-api-a', 'rbd-api-b', 'rbd-mq-0');
    expect(await ready()).toEqual({ code: 0, out: '' });
  });

  test('one that is missing, has fewer or is not Ready is named', async () => {
    components(component('rbd-api', 2, well(1)), component('minio', 1, well(1, 'False')), component('rbd-db', 1));
    podsOf('rbd-api-a', 'minio-0');
    const { code, out } = await ready();
    expect(code).toBe(1);
    expect(out.trim()).toBe('not Ready: rbd-mq (not there yet) rbd-api (1 of 2) minio (1 of 1) rbd-db (0 of 1)');
  });

  test('a status of before counts for nothing when pods are not ready now', async () => {
    components(component('rbd-api', 2, well(2)), component('rbd-mq', 1, well(1)), component('minio', 1, well(1)));
    api.relist(`/api/v1${ns}/pods`, [
      pod('minio-0', 'node-1', 'False'),
      pod('rbd-api-a', 'node-1'),
      pod('rbd-api-b', 'node-2', 'False'),
    ]);
    const { code, out } = await ready();
    expect(code).toBe(1);
    expect(out.trim()).toBe('not Ready: rbd-api (1 of 2) rbd-mq (0 of 1) minio (0 of 1)');
  });

  const consoleObserve = () => {
    const { rainbond } = targetOf(planWith());
    const target = targetOf(planWith({ rainbond: { ...rainbond, consoleReplicas: 2 } }));
    const script =
      rainbondConsole(target)
        ?.verify.replace(/^export PATH.*\n/, '')
        .replace(/sleep 20/, 'true') ?? '';
    return runWithKubectl(api, script);
  };

  test('it and the watch say the same of the same objects', async () => {
    const cases: [string, object[], object[]][] = [
      [
        'all well',
        [component('rbd-api', 2, well(2)), component('rbd-mq', 1, well(1))],
        ['rbd-api-a', 'rbd-api-b', 'rbd-mq-0'].map((name) => pod(name, 'node-1')),
      ],
      [
        'one pod short',
        [component('rbd-api', 2, { ...well(1), replicas: 2 }), component('rbd-mq', 1, well(1))],
        ['rbd-api-a', 'rbd-mq-0'].map((name) => pod(name, 'node-1')),
      ],
      [
        'a status of before',
        [component('rbd-api', 2, well(2)), component('rbd-mq', 1, well(1))],
        [pod('rbd-api-a', 'node-1'), pod('rbd-api-b', 'node-1', 'False'), pod('rbd-mq-0', 'node-1')],
      ],
      [
        'nothing of one',
        [component('rbd-api', 2, well(2)), component('rbd-mq', 1)],
        ['rbd-api-a', 'rbd-api-b'].map((name) => pod(name, 'node-1')),
      ],
      [
        'a pod that goes',
        [component('rbd-api', 2, well(2)), component('rbd-mq', 1, well(1))],
        [
          pod('rbd-api-a', 'node-1'),
          pod('rbd-api-b', 'node-1', 'True', { deletionTimestamp: '2026-11-01T00:00:00Z' }),
          pod('rbd-mq-0', 'node-1'),
        ],
      ],
    ];
    const cluster = { metadata: { name: 'rainbondcluster', namespace: 'rbd-system' } };
    // The operator's label, by which the watch knows whose a pod is.
    const labelled = (object: V1Pod): V1Pod => ({
      ...object,
      spec: { ...object.spec, containers: [{ name: 'main', image: 'r/it:1' }] },
      metadata: { ...object.metadata, labels: { name: object.metadata?.name?.replace(/-[^-]+$/, '') ?? '' } },
    });
    for (const [name, all, pods] of cases) {
      components(...all);
      api.relist(`/api/v1${ns}/pods`, pods);
      const seen = rainbondState(
        { ...nothingYet, cluster, components: all, pods: (pods as V1Pod[]).map(labelled) },
        Date.now(),
      );
      const watched = seen?.components
        .filter(({ name }) => name !== 'rainbond-operator')
        .every(({ ready, wanted }) => ready >= wanted);
      expect({ name, ready: (await ready()).code === 0 }).toEqual({ name, ready: watched });
    }
  });

  test('the console’s replicas are apart when two hosts have them, and stay', async () => {
    components(component('rbd-app-ui', 2, well(2)));
    api.relist(`/api/v1${ns}/pods`, [pod('rbd-app-ui-a', 'node-1'), pod('rbd-app-ui-b', 'node-2')]);
    expect(await consoleObserve()).toMatchObject({ code: 0 });
  });

  test('both on one host, one that goes, or an operator that set it back is not enough', async () => {
    components(component('rbd-app-ui', 2, well(2)));
    api.relist(`/api/v1${ns}/pods`, [pod('rbd-app-ui-a', 'node-1'), pod('rbd-app-ui-b', 'node-1')]);
    expect(await consoleObserve()).toMatchObject({ code: 1, out: 'all replicas of the console are on node-1\n' });
    const leaving = { deletionTimestamp: '2026-01-01T00:00:00Z' };
    api.relist(`/api/v1${ns}/pods`, [pod('rbd-app-ui-a', 'node-1'), pod('rbd-app-ui-b', 'node-2', 'True', leaving)]);
    expect(await consoleObserve()).toMatchObject({ code: 1, out: '1 of 2 replicas of the console are ready\n' });
    components(component('rbd-app-ui', 1, well(1)));
    expect(await consoleObserve()).toMatchObject({ code: 1, out: 'RbdComponent rbd-app-ui wants 1 replicas\n' });
  });

  test('region-config is complete with addresses and certificates, each a PEM', async () => {
    const certificate = Buffer.from('-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n').toString(
      'base64',
    );
    const data = {
      apiAddress: 'https://10.0.0.101:8443',
      websocketAddress: 'ws://10.0.0.101:6060',
      defaultDomainSuffix: 'apps.corp.example',
      defaultTCPHost: '10.0.0.101',
    };
    const binaryData = { 'client.pem': certificate, 'client.key.pem': certificate, 'ca.pem': certificate };
    const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'region-config', namespace: 'rbd-system' } };
    const at = `/api/v1${ns}/configmaps`;
    api.relist(at, [{ ...map, data, binaryData }]);
    expect(await runWithKubectl(api, `${regionFunctions}\nregion_complete`)).toEqual({ code: 0, out: '' });
    expect(await runWithKubectl(api, `${regionFunctions}\nregion_file ca.pem`)).toMatchObject({
      out: expect.stringMatching(/^-----BEGIN/),
    });
    api.relist(at, [{ ...map, data, binaryData: { 'client.pem': certificate, 'ca.pem': certificate } }]);
    const lacking = await runWithKubectl(api, `${regionFunctions}\nregion_complete`);
    expect(lacking).toEqual({ code: 1, out: 'region-config has no client.key.pem\n' });
    api.relist(at, []);
    expect((await runWithKubectl(api, `${regionFunctions}\nregion_complete`)).out).toContain('is not there');
  });

  test('a probe takes an image that every node has, flannel’s before others, and else what it is told', async () => {
    const node = (name: string, ...images: string[]) => ({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name },
      status: { images: images.map((image) => ({ names: [`${image.split(':')[0]}@sha256:0f`, image], sizeBytes: 1 })) },
    });
    const chosen = async (...nodes: object[]) => {
      api.relist('/api/v1/nodes', nodes);
      const { code, out } = await runWithKubectl(api, `${probeImage}\nprobe_image r/registry:2.6.2`);
      expect(code, out).toBe(0);
      return out.trim();
    };
    const flannel = 'ghcr.io/flannel-io/flannel:v0.28.10';
    const busybox = 'docker.io/library/busybox:1.36';
    const plugin = 'ghcr.io/flannel-io/flannel-cni-plugin:v1.7.1';
    expect(await chosen(node('a', busybox, flannel), node('b', flannel, plugin, busybox))).toBe(flannel);
    expect(await chosen(node('a', busybox, flannel), node('b', plugin, busybox))).toBe(busybox);
    expect(await chosen(node('a', busybox), node('b', plugin, flannel))).toBe('r/registry:2.6.2');
    expect(await chosen(node('a', 'r/not-busybox:1', plugin))).toBe('r/registry:2.6.2');
  });

  test('nodes are marked by annotation and label, each of its own role', async () => {
    const target = targetOf(planWith());
    const node = (name: string, annotations: object, labels: object) => ({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name, annotations: { note: 'two words\nand a line', ...annotations }, labels },
    });
    const gateway = [{ 'rainbond.io/gateway-node': 'true' }, { 'slipway.io/gateway': 'true' }] as const;
    const both = [
      { ...gateway[0], 'rainbond.io/chaos-node': 'true' },
      { ...gateway[1], 'slipway.io/build': 'true' },
    ] as const;
    const verify = rainbondNodes(target).verify.replace(/^export PATH.*\n/, '');
    api.relist('/api/v1/nodes', [node('node-1', ...both), node('node-2', ...both), node('node-3', ...gateway)]);
    expect(await runWithKubectl(api, verify)).toMatchObject({ code: 0 });
    api.relist('/api/v1/nodes', [node('node-1', ...both), node('node-2', ...gateway), node('node-3', ...gateway)]);
    expect(await runWithKubectl(api, verify)).toMatchObject({
      code: 1,
      out: 'node-2 lacks the annotation rainbond.io/chaos-node=true\n',
    });
  });
});
