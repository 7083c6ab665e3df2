import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { labAddress, labDo, labHosts, labWanted } from '@/lib/hosts/lab-target';
import type { Plan } from '@/lib/plan/schema';
import { closeLab, labSh, runProbeOnLab } from '../../../lab';
import { serve, serviceAddress, serviceContext } from '../lab-service';
import { loadBalancerProbeOf } from './probe';

const backends = () => labHosts().slice(0, 2);
const start = (configuration: string) => serve('balancer', configuration, ...backends().map(labAddress));
/** The balancer of the lab looks every half second: shorter times than a real one gets. */
const quick = loadBalancerProbeOf({ upSeconds: 3, dropSeconds: 6 });
/** For what is seen before a backend is stopped. */
const hasty = loadBalancerProbeOf({ upSeconds: 2, dropSeconds: 1 });
const context = (change: (plan: Plan) => void = () => {}) =>
  serviceContext((plan) => {
    plan.entry = {
      application: { kind: 'load-balancer', address: serviceAddress(), declared: '' },
      api: { kind: 'load-balancer', address: serviceAddress(), port: 6443, declared: '' },
    };
    change(plan);
  });
const look = (change?: (plan: Plan) => void, probe = hasty) => runProbeOnLab(probe, context(change));
const listening = (host: string) => labSh("ss -Htln '( sport = :80 or sport = :6443 or sport = :8443 )'", host);
const onlyGateways = (plan: Plan) => {
  plan.entry.api = { kind: 'host' };
};
const onlyApi = (plan: Plan) => {
  plan.entry.application = { kind: 'none' };
};

describe.runIf(labWanted)('a load balancer between lab hosts', () => {
  const [first = '', second = ''] = labHosts();
  beforeAll(() => start('good'), 180_000);
  afterAll(async () => {
    serve('balancer', 'gone');
    await closeLab();
  });

  test('lb: one that passes every port and looks after its backends passes everything, and no listener stays', async () => {
    const run = await look(undefined, quick);
    expect(run.outcomes.filter(({ outcome }) => outcome.state !== 'passed')).toEqual([]);
    // Both gateways and both control planes, one of each dropped, and both hosts as clients.
    expect(run.outcomes).toHaveLength(4 + 2 + 2);
    const drop = run.of('lb.gateway-drop', second);
    // haproxy looks twice before it believes it: 1 s; what it had accepted before is tried three times more.
    expect(drop.values.seconds).toBeLessThan(6);
    for (const host of [first, second]) expect(await listening(host)).toBe('');
  }, 60_000);

  test('lb.gateway: a port that is taken on one gateway is not run there, and says which', async () => {
    await labSh(
      'systemd-run -q --unit=lab-taken perl -MIO::Socket::INET -e "my @l = IO::Socket::INET->new(LocalPort => 7070, Listen => 1, ReuseAddr => 1); sleep 60"; sleep 0.5',
      first,
    );
    try {
      const run = await look(onlyGateways);
      expect(run.of('lb.gateway', first)).toMatchObject({
        state: 'not-run',
        reason: 'unsupported',
        values: { what: 'port-taken', port: '7070' },
      });
    } finally {
      await labSh('systemctl stop lab-taken', first);
    }
  }, 60_000);

  test.each([
    ['stopped', (ended: AbortController) => ended.abort()],
    // What a console that dies looks like from a host.
    ['its connections break', () => labDo('drop-ssh', first, second)],
  ])(
    'lb.gateway: cut off in the middle (%s), no listener stays on any host',
    async (_, cut) => {
      const ended = new AbortController();
      const run = runProbeOnLab(quick, context(), { signal: ended.signal });
      for (let tries = 0; tries < 50 && (await listening(first)) === ''; tries++);
      expect(await listening(first)).not.toBe('');
      cut(ended);
      await run;
      await closeLab();
      for (const host of [first, second]) {
        for (let tries = 0; tries < 20 && (await listening(host)) !== ''; tries++) await wait(100);
        expect(await listening(host)).toBe('');
      }
    },
    60_000,
  );

  test('lb.gateway-drop: without health checks a dead gateway gets connections for ever', async () => {
    start('no-check');
    expect((await look(onlyGateways, quick)).of('lb.gateway-drop', second)).toMatchObject({
      severity: 'warn',
      values: { backend: second, problem: 'late' },
    });
  }, 60_000);

  test('lb.gateway: a backend that the balancer doesn’t know is missing on every port', async () => {
    start('one-missing');
    const run = await look(onlyGateways);
    expect(run.of('lb.gateway', first)).toMatchObject({
      severity: 'warn',
      values: { problem: 'missing', found: '80, 443, 6060, 7070, 8443' },
    });
    expect(run.of('lb.gateway', second)).toMatchObject({ state: 'passed' });
  }, 60_000);

  test('lb.gateway: a port that isn’t passed, and a PROXY header before what clients say', async () => {
    start('port-missing');
    expect((await look(onlyGateways)).of('lb.gateway', first)).toMatchObject({
      severity: 'block',
      values: { problem: 'closed', found: '8443' },
    });
    start('proxy-header');
    expect((await look(onlyGateways)).of('lb.gateway', first)).toMatchObject({
      severity: 'block',
      values: { problem: 'proxied' },
    });
  }, 60_000);

  test('lb.client: an address where no balancer answers', async () => {
    start('closed');
    const run = await look(onlyApi);
    expect(run.of('lb.api', first)).toMatchObject({ severity: 'block', values: { problem: 'closed', found: '6443' } });
    expect(run.of('lb.client', first)).toMatchObject({ reason: 'depends', values: { check: 'lb.api' } });
  }, 60_000);

  test('lb.client: a host that the balancer’s firewall keeps out', async () => {
    start('good');
    // This kernel has no packet filter for hosts of the lab to use: a route that leads nowhere does the same.
    await labSh(`ip route add blackhole ${serviceAddress()}/32`, first);
    try {
      const run = await look(onlyApi);
      expect(run.of('lb.client', first)).toMatchObject({ severity: 'block' });
      expect(run.of('lb.client', second)).toMatchObject({ state: 'passed' });
    } finally {
      await labSh(`ip route del blackhole ${serviceAddress()}/32`, first);
    }
  }, 60_000);
});
