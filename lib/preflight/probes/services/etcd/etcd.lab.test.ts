import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { labWanted } from '@/lib/hosts/lab-target';
import { etcdSchema } from '@/lib/plan/schema';
import { closeLab, labSh, runProbeOnLab } from '../../../lab';
import { serve, serviceAddress, serviceContext, serviceHost } from '../lab-service';
import { etcdProbe } from './probe';

const ports = [12379, 22379, 32379];
const at = (scheme: string, some: number[] = ports) => some.map((port) => `${scheme}${serviceAddress()}:${port}`);
const context = (endpoints: string[] = at('https://')) =>
  serviceContext((plan) => {
    plan.etcd = etcdSchema.parse({ kind: 'external', endpoints, credential: 'etcd' });
  }, '5.17');
let own = { ca: '', certificate: '', key: '' };
const look = (endpoints?: string[], clientCertificate: typeof own | null = own) =>
  runProbeOnLab(etcdProbe, context(endpoints), { clientCertificate: async () => clientCertificate });
const file = (name: string) => labSh(`cat /var/lib/lab-etcd/${name}`, serviceHost());
const start = async (configuration: string) => {
  serve('etcd', configuration);
  own = { ca: await file('ca.pem'), certificate: await file('client.pem'), key: await file('client-key.pem') };
};

describe.runIf(labWanted)('an etcd outside, used from lab hosts', () => {
  beforeAll(() => start('good'), 180_000);
  afterAll(async () => {
    serve('etcd', 'gone');
    await closeLab();
  });

  test('etcd: three members with certificates pass everything from every host', async () => {
    const run = await look();
    expect(run.outcomes.filter(({ outcome }) => outcome.state !== 'passed')).toEqual([]);
    expect(run.outcomes).toHaveLength(6 * context().plan.hosts.length);
    expect(run.of('etcd.members')).toMatchObject({ values: { members: 3, clusters: 1, endpoints: 3 } });
    // Without a scheme it is https too.
    expect((await look(at(''))).of('etcd.health')).toMatchObject({ state: 'passed' });
  }, 60_000);

  test('etcd.reach: an endpoint where nothing listens', async () => {
    const run = await look(at('https://', [12379, 42379]));
    expect(run.of('etcd.reach')).toMatchObject({ severity: 'warn', values: { failed: 1, endpoints: 2 } });
    expect(run.of('etcd.health')).toMatchObject({ state: 'passed', values: { endpoints: 1 } });
    const none = await look(at('https://', [42379]));
    expect(none.of('etcd.reach')).toMatchObject({ severity: 'block' });
    expect(none.of('etcd.members')).toMatchObject({ reason: 'depends', values: { check: 'etcd.reach' } });
  }, 60_000);

  test('etcd.tls: another CA, a certificate of another CA, another one’s key, none at all', async () => {
    const other = await file('other-ca.pem');
    const otherKey = await file('other-ca-key.pem');
    expect((await look(undefined, { ...own, ca: other })).of('etcd.tls')).toMatchObject({
      severity: 'block',
      values: { problem: 'chain' },
    });
    const refused = await look(undefined, { ...own, certificate: other, key: otherKey });
    expect(refused.of('etcd.tls')).toMatchObject({ severity: 'block', values: { problem: 'client' } });
    expect(refused.of('etcd.health')).toMatchObject({ reason: 'depends', values: { check: 'etcd.tls' } });
    const mixed = await look(undefined, { ...own, key: otherKey });
    expect(mixed.of('etcd.tls')).toMatchObject({ severity: 'block', values: { problem: 'key' } });
    expect((await look(undefined, null)).of('etcd.tls')).toMatchObject({ reason: 'incomplete' });
    expect(JSON.stringify([refused.outcomes, mixed.outcomes])).not.toContain('PRIVATE');
  }, 60_000);

  test('etcd.tls: http in the plan where etcd speaks https is no answer, and https where it speaks http', async () => {
    expect((await look(at('http://'))).of('etcd.health').state).not.toBe('passed');
    await start('plain');
    expect((await look()).of('etcd.tls')).toMatchObject({ severity: 'block', values: { problem: 'no-tls' } });
    const run = await look(at('http://'));
    expect(run.of('etcd.tls')).toMatchObject({ severity: 'warn', values: { problem: 'plain' } });
    expect(run.of('etcd.members')).toMatchObject({ state: 'passed' });
  }, 60_000);

  test.each([
    ['soon', 'etcd.expiry', 'warn', { days: 9 }],
    ['even', 'etcd.members', 'warn', { problem: 'even', members: 2 }],
    ['two-clusters', 'etcd.members', 'block', { problem: 'clusters', clusters: 2 }],
    ['open', 'etcd.tls', 'warn', { problem: 'open' }],
  ])(
    '%s: %s is a finding',
    async (configuration, check, severity, values) => {
      await start(configuration);
      expect((await look()).of(check)).toMatchObject({ state: 'finding', severity, values });
    },
    60_000,
  );

  test('etcd.health: one member of three has no leader', async () => {
    await start('no-quorum');
    const run = await look();
    expect(run.of('etcd.reach')).toMatchObject({ severity: 'warn', values: { failed: 2 } });
    expect(run.of('etcd.health')).toMatchObject({ severity: 'block', values: { failed: 1, endpoints: 1 } });
  }, 60_000);
});
