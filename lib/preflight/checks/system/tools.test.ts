import { expect, test } from 'vitest';
import { sampleBundle, sampleFacts, samplePlan } from '@/lib/plan/samples';
import { storageSchema } from '@/lib/plan/schema';
import type { CheckContext } from '../../check';
import { contextOf, judged, testUnreadable } from '../testing';
import { toolChecks } from './tools';

const [present, nfs] = toolChecks;
if (!present || !nfs) throw new Error('two checks are expected');

const hard = ['modprobe', 'mount', 'umount', 'ip', 'ss', 'sysctl', 'hostname', 'flock', 'awk'];
const soft = ['conntrack', 'socat', 'iptables', 'ethtool', 'curl', 'openssl', 'tar'];
const without = (...missing: string[]) =>
  [...hard, ...soft].map((tool) => `${tool} ${missing.includes(tool) ? 'missing' : 'there'}\n`).join('');

const [host] = contextOf().plan.hosts;
if (!host) throw new Error('the plan has no host');
const facts = {
  [host.name]: sampleFacts('10.0.0.11', (known) => {
    known.os = { id: 'debian', versionId: '12', idLike: [], prettyName: 'Debian 12' };
  }),
};
/** A bundle with these package files. */
const bundled = (...files: string[]): CheckContext => {
  const index = sampleBundle();
  index.files.push(...files.map((path) => ({ path, sizeBytes: 1, sha256: '' })));
  return contextOf({ facts, bundle: { folder: '/srv/bundle', index, problems: [] } });
};
const online = contextOf({ facts, plan: samplePlan((plan) => (plan.artifacts = { kind: 'online', mirror: '' })) });

test('tools.present: a host with all of them passes', () => {
  expect(judged(present, without())).toMatchObject({ state: 'passed', values: { by: 'nobody' } });
});

test.each(hard)('tools.present: without %s nothing can be installed, online or not', (tool) => {
  for (const context of [contextOf(), bundled('packages/debian-12/socat_1.deb'), online])
    expect(judged(present, without(tool), context)).toMatchObject({
      severity: 'block',
      values: { missing: tool, count: 1 },
    });
});

test('tools.present: what the bundle’s packages bring is no finding, and what they lack blocks', () => {
  const context = bundled('packages/debian-12/socat_1.7.4.deb', 'packages/debian-12/conntrack_1.4.7.deb');
  expect(judged(present, without('socat', 'conntrack'), context)).toMatchObject({
    state: 'passed',
    values: { by: 'bundle', later: 'conntrack, socat' },
  });
  expect(judged(present, without('socat', 'ethtool'), context)).toMatchObject({
    severity: 'block',
    values: { missing: 'ethtool' },
  });
});

test('tools.present: a bundle without packages for this distribution warns', () => {
  expect(judged(present, without('socat'), bundled('packages/rocky-9/socat-1.7.4.rpm'))).toMatchObject({
    severity: 'warn',
    values: { missing: 'socat', by: 'repository' },
  });
});

test('tools.present: online the install brings them', () => {
  expect(judged(present, without(...soft), online)).toMatchObject({ state: 'passed', values: { by: 'online' } });
});

test('tools.present: with a bundle that can’t be read it isn’t known', () => {
  expect(judged(present, without('socat'))).toMatchObject({ state: 'not-run', reason: 'depends' });
});

test('tools.present: a program without its line is not run', () => {
  expect(judged(present, without().replace('ss there\n', ''))).toMatchObject({ state: 'not-run' });
});

test('tools.present: the fix installs packages online, and nothing offline', () => {
  expect(present.fix?.script(online, host, { missing: 'ip, ss, awk' })).toMatch(/ iproute2 mawk </);
  expect(present.fix?.script(bundled(), host, { missing: 'ip' })).toBeNull();
});

const stored = (storage: Parameters<typeof storageSchema.parse>[0]) =>
  contextOf({
    facts,
    plan: samplePlan((plan) => (plan.storage = storageSchema.parse(storage))),
    bundle: bundled('packages/debian-12/socat_1.7.4.deb').bundle,
  });
const v4 = stored({ kind: 'external-nfs', server: 'nas', path: '/a' });
const v3 = stored({ kind: 'external-nfs', server: 'nas', path: '/a', version: '3' });

test('tools.nfs: concerns plans with NFS', () => {
  expect([contextOf(), v4, stored({ kind: 'nfs-server' })].map((context) => nfs.appliesTo(context, host))).toEqual([
    false,
    true,
    true,
  ]);
});

test('tools.nfs: mount.nfs is needed, and version 3 needs what registers its locks', () => {
  expect(judged(nfs, 'mount.nfs there\n', v4)).toMatchObject({ state: 'passed' });
  expect(judged(nfs, 'mount.nfs missing\n', v4)).toMatchObject({ severity: 'block', values: { missing: 'mount.nfs' } });
  expect(judged(nfs, 'mount.nfs there\nrpcbind missing\nrpc.statd there\n', v3)).toMatchObject({
    severity: 'block',
    values: { missing: 'rpcbind', needed: 'mount.nfs, rpcbind, rpc.statd' },
  });
  expect(judged(nfs, 'mount.nfs there\n', v3)).toMatchObject({ state: 'not-run' });
});

testUnreadable(present);
test('tools.nfs: what the install brings is no finding; a server’s host brings it by itself', () => {
  const missing = 'mount.nfs missing\n';
  const bundle = bundled('packages/debian-12/nfs-common_2.6.2.deb').bundle;
  expect(judged(nfs, missing, { ...v4, bundle })).toMatchObject({ state: 'passed', values: { by: 'bundle' } });
  const repository = bundled('packages/rocky-9/socat-1.7.4.rpm').bundle;
  expect(judged(nfs, missing, { ...v4, bundle: repository })).toMatchObject({ severity: 'warn' });
  expect(judged(nfs, missing, { ...v4, bundle: null })).toMatchObject({ state: 'not-run', reason: 'depends' });
  expect(judged(nfs, missing, stored({ kind: 'nfs-server' }))).toMatchObject({ severity: 'block' });
});

testUnreadable(nfs, v4);
