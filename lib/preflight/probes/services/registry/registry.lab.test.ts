import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { labHosts, labWanted } from '@/lib/hosts/lab-target';
import { registrySchema } from '@/lib/plan/schema';
import { closeLab, labSh, runProbeOnLab } from '../../../lab';
import { labServicePassword, serve, serviceAddress, serviceContext, serviceHost } from '../lab-service';
import { registryProbe } from './probe';
import { registryRateProbe } from './rate-probe';

const secret = async () => ({ user: 'rainbond', password: labServicePassword });
let ca = '';
const context = (more: object = {}) =>
  serviceContext((plan) => {
    plan.registry = registrySchema.parse({
      kind: 'external',
      address: `${serviceAddress()}:5000`,
      ca,
      user: 'rainbond',
      credential: 'hub',
      ...more,
    });
  });
const look = (more: object = {}) => runProbeOnLab(registryProbe, context(more), { secret });
const start = async (configuration: string) => {
  serve('registry', configuration);
  ca = await labSh('cat /var/lib/lab-registry/ca.pem', serviceHost());
};
const links = () =>
  labSh("find /var/lib/lab-registry/blobs -path '*repositories*' -name link | sed 's|.*repositories||'", serviceHost());

describe.runIf(labWanted)('a registry outside, used from lab hosts', () => {
  const [client = ''] = labHosts();
  beforeAll(() => start('good'), 180_000);
  afterAll(async () => {
    serve('registry', 'gone');
    await closeLab();
  });

  test('registry: one with a CA of its own passes everything from every host, and keeps nothing that links to an image', async () => {
    const run = await look();
    expect(run.outcomes.filter(({ outcome }) => outcome.state !== 'passed')).toEqual([]);
    expect(run.outcomes).toHaveLength(7 * context().plan.hosts.length);
    expect(await links()).not.toMatch(/tags|_layers/);
  }, 60_000);

  test('registry.tls: a CA that the host doesn’t trust is told from one that it trusts', async () => {
    expect((await look({ ca: '' })).of('registry.tls')).toMatchObject({
      severity: 'block',
      values: { problem: 'chain', trust: 'host', found: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
    });
    const bundle = '/etc/ssl/certs/ca-certificates.crt';
    await labSh(`cp ${bundle} /root/bundle.before; printf '%s\\n' '${ca}' >> ${bundle}`, client);
    try {
      expect((await look({ ca: '' })).of('registry.tls')).toMatchObject({ state: 'passed' });
    } finally {
      await labSh(`mv /root/bundle.before ${bundle}`, client);
    }
  }, 60_000);

  test('registry.scheme: http in the plan where the registry speaks https', async () => {
    const run = await look({ scheme: 'http' });
    expect(run.of('registry.scheme')).toMatchObject({ severity: 'block', values: { planned: 'http', found: 'https' } });
    expect(run.of('registry.login')).toMatchObject({ reason: 'depends', values: { check: 'registry.scheme' } });
  }, 60_000);

  test('registry.reach: the name of a registry is looked up on the host', async () => {
    await labSh(`cp /etc/hosts /root/hosts.before; echo '${serviceAddress()} registry.lab' >> /etc/hosts`, client);
    try {
      const [host] = context().plan.hosts;
      const named = { address: 'registry.lab:5000' };
      const run = await runProbeOnLab(registryProbe, context(named), { secret, hosts: host ? [host] : [] });
      expect(run.of('registry.pull')).toMatchObject({ state: 'passed' });
    } finally {
      await labSh('mv /root/hosts.before /etc/hosts', client);
    }
    expect((await look({ address: 'registry.lab:5000' })).of('registry.reach')).toMatchObject({ severity: 'block' });
  }, 60_000);

  test('registry.login: a wrong password is refused, and is in no outcome', async () => {
    const run = await runProbeOnLab(registryProbe, context(), {
      secret: async () => ({ user: '', password: 'not-this-one' }),
    });
    expect(run.of('registry.login')).toMatchObject({ severity: 'block', values: { user: 'rainbond', status: 401 } });
    expect(JSON.stringify(run.outcomes)).not.toContain('not-this-one');
    const none = await runProbeOnLab(registryProbe, context());
    expect(none.of('registry.login')).toMatchObject({ reason: 'incomplete', values: { what: 'credential' } });
  }, 60_000);

  test('registry.push: cut off at any moment, no image stays', async () => {
    for (const ms of [60, 120, 180, 260, 340, 450]) {
      const ended = new AbortController();
      const run = runProbeOnLab(registryProbe, context(), { secret, signal: ended.signal });
      setTimeout(() => ended.abort(), ms);
      await run;
    }
    expect(await links()).not.toMatch(/tags/);
  }, 60_000);

  test('registry.push-rate, registry.pull-rate: a network of 40 Mbit/s is slow, measured by the host itself', async () => {
    const rates = () => runProbeOnLab(registryRateProbe, context(), { secret });
    expect((await rates()).of('registry.pull-rate')).toMatchObject({ state: 'passed' });
    const slow = 'tc qdisc add dev host0 root tbf rate 40mbit burst 32k latency 200ms';
    await labSh(slow, client);
    await labSh(slow, serviceHost());
    try {
      const run = await rates();
      for (const check of ['registry.push-rate', 'registry.pull-rate']) {
        const outcome = run.of(check, client);
        expect(outcome).toMatchObject({ state: 'finding', severity: 'warn' });
        expect(outcome.values.rate).toBeGreaterThan(3);
        expect(outcome.values.rate).toBeLessThan(6);
      }
    } finally {
      await labSh('tc qdisc del dev host0 root', client);
      await labSh('tc qdisc del dev host0 root', serviceHost());
    }
    expect(await links()).not.toMatch(/tags|_layers/);
  }, 60_000);

  test('registry.delete: where deleting is switched off nothing is pushed, and an upload is taken back', async () => {
    await start('no-delete');
    const run = await look();
    expect(run.of('registry.delete')).toMatchObject({ severity: 'warn', values: { problem: 'disabled' } });
    expect(run.of('registry.push')).toMatchObject({ state: 'passed', values: { how: 'upload' } });
    expect(run.of('registry.pull')).toMatchObject({ reason: 'depends', values: { check: 'registry.delete' } });
    // Of an upload that was taken back this registry keeps an empty state file, until it purges uploads (a week).
    const files = "find /var/lib/lab-registry/blobs -type f ! -path '*/_uploads/*/hashstates/*'";
    expect(await labSh(files, serviceHost())).toBe('');
  }, 60_000);

  test.each([
    ['other-name', 'registry.tls', 'block', { problem: 'name', found: 'other.lab' }],
    ['expired', 'registry.tls', 'block', { problem: 'expired' }],
    ['soon', 'registry.tls', 'warn', { problem: 'soon', days: 9 }],
    ['http', 'registry.scheme', 'block', { planned: 'https', found: 'http' }],
  ])(
    '%s: %s is a finding',
    async (configuration, check, severity, values) => {
      await start(configuration);
      expect((await look()).of(check)).toMatchObject({ state: 'finding', severity, values });
    },
    60_000,
  );

  test('registry.scheme: http passes where the plan says http, rates too', async () => {
    await start('http');
    const http = { scheme: 'http', ca: '' };
    const run = await look(http);
    expect(run.of('registry.scheme')).toMatchObject({ state: 'passed' });
    expect(run.of('registry.delete')).toMatchObject({ state: 'passed' });
    const rates = await runProbeOnLab(registryRateProbe, context(http), { secret });
    expect(rates.of('registry.push-rate')).toMatchObject({ state: 'passed' });
    expect(rates.of('registry.pull-rate')).toMatchObject({ state: 'passed' });
  }, 60_000);
});
