import type { Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { labDo, labHosts, labWanted } from '@/lib/hosts/lab-target';
import { storageSchema } from '@/lib/plan/schema';
import { closeLab, labSh, onLab, runProbeOnLab } from '../../../lab';
import { serve, serviceAddress, serviceContext, serviceHost } from '../lab-service';
import { exportScript, parseUse } from './export-script';
import { type Mount, nfsProbe, nfsProbeOf } from './probe';

const context = (version = '4.1') =>
  serviceContext((plan) => {
    plan.storage = storageSchema.parse({
      kind: 'external-nfs',
      server: serviceAddress(),
      path: '/srv/lab-nfs',
      version,
    });
  });
const look = (version?: string, mount?: Mount) => runProbeOnLab(mount ? nfsProbeOf(mount) : nfsProbe, context(version));
const left = (host: string) =>
  labSh('ls -d /run/slipway-preflight.* /srv/lab-share/.slip* 2>/dev/null; grep slipway /proc/mounts || true', host);

describe.runIf(labWanted)('an NFS server outside, used from lab hosts', () => {
  const [first = '', second = ''] = labHosts();
  beforeAll(async () => {
    serve('nfs', 'good');
    for (const host of [first, second]) await labSh('mkdir -p /srv/lab-share', host);
  }, 180_000);
  afterAll(async () => {
    for (const host of [first, second]) await labSh('rm -rf /srv/lab-share', host);
    serve('nfs', 'gone');
    await closeLab();
  });

  test('nfs.versions: those of NFS-Ganesha', async () => {
    const run = await look();
    expect(run.of('nfs.ports')).toMatchObject({ state: 'passed' });
    expect(run.of('nfs.versions')).toMatchObject({ state: 'passed', values: { found: '3, 4, 4.1, 4.2' } });
    expect((await look('3')).of('nfs.ports')).toMatchObject({ state: 'passed', values: { needed: '2049, 111' } });
  }, 60_000);

  test('nfs.mount: a kernel without an NFS client says so, and what depends on it isn’t green', async () => {
    const client = (await labSh("grep -cE '[[:space:]]nfs4?$' /proc/filesystems || true", first)).trim() !== '0';
    const run = await look();
    if (client) return expect(run.of('nfs.mount')).toMatchObject({ state: 'passed' });
    expect(run.of('nfs.mount')).toEqual({ state: 'not-run', reason: 'unsupported', values: { what: 'nfs-client' } });
    for (const check of ['nfs.squash', 'nfs.lock', 'nfs.fsync', 'nfs.space'])
      expect(run.of(check)).toMatchObject({ state: 'not-run', reason: 'depends', values: { check: 'nfs.mount' } });
    for (const host of [first, second]) expect(await left(host)).toBe('');
  }, 60_000);

  // From here on a folder of the host stands in for the export: the lab's kernel mounts no NFS.
  test('nfs.lock: file systems that each host has for itself let every host have the lock', async () => {
    const run = await look('4.1', () => 'mount --bind /srv/lab-share "$at"');
    expect(run.of('nfs.mount')).toMatchObject({ state: 'passed' });
    expect(run.of('nfs.squash')).toMatchObject({ state: 'passed' });
    expect(run.of('nfs.fsync').state).not.toBe('not-run');
    expect(run.of('nfs.lock')).toMatchObject({ severity: 'block', values: { hosts: 2, holders: 2 } });
    for (const host of [first, second]) expect(await left(host)).toBe('');
  }, 60_000);

  test('nfs.lock: on one file system the second is refused, and leftovers of an hour ago go', async () => {
    await labSh(
      'mkdir /srv/lab-share/.slipway-preflight-old && touch -d "1 hour ago" /srv/lab-share/.slipway-preflight-old',
      first,
    );
    const script = exportScript('mount --bind /srv/lab-share "$at"', 'l', 'n');
    const inputs: Writable[] = [];
    const texts = ['', ''];
    const runs = texts.map(async (_, index) =>
      (await onLab(first)).stream(script, {
        deadlineMs: 20_000,
        onStarted: (stdin) => inputs.push(stdin),
        onStdout: (chunk) => {
          texts[index] += chunk.toString();
          if (texts.every((text) => text.includes('done'))) for (const input of inputs) input.end();
        },
      }),
    );
    await Promise.all(runs);
    expect(texts.map((text) => parseUse(text)?.locked).sort()).toEqual([false, true]);
    expect(await left(first)).toBe('');
  }, 60_000);

  test.each([
    ['stopped', (ended: AbortController) => ended.abort()],
    // What a console that dies looks like from a host.
    ['its connection breaks', () => labDo('drop-ssh', first)],
  ])(
    'nfs.mount: cut off while it is mounted (%s), neither mount nor files stay',
    async (_, cut) => {
      const ended = new AbortController();
      const run = (await onLab(first)).stream(exportScript('mount --bind /srv/lab-share "$at"', 'l', 'n'), {
        deadlineMs: 20_000,
        signal: ended.signal,
        onStarted: () => {},
        onStdout: (chunk) => {
          if (chunk.toString().includes('done')) cut(ended);
        },
      });
      await expect(run).rejects.toMatchObject({ code: expect.stringMatching(/cancelled|connection-lost/) });
      await closeLab();
      for (let tries = 0; tries < 30 && (await left(first)) !== ''; tries++) await wait(100);
      expect(await left(first)).toBe('');
    },
    60_000,
  );

  test('nfs.space, nfs.mount: a small export, one that is read-only, one that can’t be mounted', async () => {
    const small = await look('4.1', () => 'mount -t tmpfs -o size=10m none "$at"');
    expect(small.of('nfs.space')).toMatchObject({ severity: 'warn', values: { limit: 40 } });
    const readOnly = await look('4.1', () => 'mount -t tmpfs -o ro none "$at"');
    expect(readOnly.of('nfs.mount')).toMatchObject({ severity: 'block', values: { problem: 'write' } });
    const none = await look('4.1', () => 'mount -t nonsense none "$at" 2>"$work/error"');
    expect(none.of('nfs.mount')).toMatchObject({ severity: 'block', values: { problem: 'mount' } });
    expect(none.of('nfs.mount').values.found).toMatch(/^mount: /);
  }, 60_000);

  test('nfs.versions, nfs.ports: wrong servers', async () => {
    serve('nfs', 'v3-only');
    expect((await look('4.1')).of('nfs.versions')).toMatchObject({
      severity: 'block',
      values: { found: '3', wanted: '4.1' },
    });
    serve('nfs', 'no-rpcbind');
    const run = await look('3');
    expect(run.of('nfs.ports')).toMatchObject({ severity: 'block', values: { found: '111: Connection refused' } });
    expect(run.of('nfs.lock')).toMatchObject({ reason: 'depends', values: { check: 'nfs.ports' } });
    expect((await look('4.1')).of('nfs.versions')).toMatchObject({ state: 'passed' });
    await labSh('systemctl stop lab-nfs', serviceHost());
    expect((await look('4.1')).of('nfs.ports')).toMatchObject({ values: { found: '2049: Connection refused' } });
  }, 60_000);
});
