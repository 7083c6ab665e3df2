import { describe, expect, it } from 'vitest';
import {
  causes,
  claim,
  cluster,
  condition,
  ended,
  kinds,
  now,
  passwords,
  pod,
  rbdComponent,
  waiting,
} from '../rainbond-fixture';
import { unsettledConditionMs } from './conditions';

const with_ = (type: string, reason: string, message: string, since?: number) => ({
  cluster: cluster([condition(type, reason, message, since)]),
});
const database = (message: string, since = 100) => with_('DatabaseRegion', 'DatabaseFailed', message, since);

describe('a database', () => {
  it.each([
    ['access-denied', "Error 1045: Access denied for user 'rainbond'@'10.244.0.7' (using password: YES)"],
    ['access-denied', "Error 1045 (28000): Access denied for user 'rainbond'@'10.244.0.7' (using password: YES)"],
    ['no-rights', "Error 1044 (42000): Access denied for user 'rainbond'@'%' to database 'region'"],
    ['unknown-database', "Error 1049 (42000): Unknown database 'region'"],
    ['host-refused', "Error 1130: Host '10.244.0.7' is not allowed to connect to this MySQL server"],
    ['too-many', 'Error 1040: Too many connections'],
    ['unknown-host', 'dial tcp: lookup mysql.example on 10.96.0.10:53: no such host'],
    ['refused', 'dial tcp 10.0.0.9:3306: connect: connection refused'],
    ['unreachable', 'dial tcp 10.0.0.9:3306: i/o timeout'],
    ['unreachable', 'dial tcp 10.0.0.9:3306: connect: no route to host'],
    ['auth-plugin', 'this authentication plugin is not supported'],
    ['broken', 'driver: bad connection'],
    ['other', 'something new'],
  ])("is told as %s by its driver's words, from the first look on", (variant, message) => {
    expect(causes(database(message))).toMatchObject([
      {
        kind: 'database',
        subject: 'condition DatabaseRegion',
        since: now - 100,
        values: { variant, which: 'region', host: '10.0.0.9', port: 3306, user: 'rainbond', database: 'region' },
      },
    ]);
  });

  it('is one cause for both databases of a server that does not answer, and two for what differs', () => {
    const both = (region: string, console_: string) => ({
      cluster: cluster([
        condition('DatabaseRegion', 'DatabaseFailed', region),
        condition('DatabaseConsole', 'DatabaseFailed', console_),
      ]),
    });
    expect(causes(both('connection refused', 'connection refused'))).toMatchObject([
      { values: { variant: 'refused', database: 'console, region' } },
    ]);
    expect(kinds(both("Error 1049: Unknown database 'region'", "Error 1049: Unknown database 'console'"))).toHaveLength(
      2,
    );
  });

  it('says from where MySQL saw the operator come', () => {
    expect(
      causes(database("Error 1045: Access denied for user 'rainbond'@'10.244.0.7' (using password: YES)"))[0]?.values
        .from,
    ).toBe('10.244.0.7');
  });

  it('carries no password, whoever says it', () => {
    const said = [
      `invalid DSN rainbond:${passwords.region}@tcp(10.0.0.9:3306)/region, password=${passwords.console}`,
      `default addr for network '${passwords.region.split('/')[1]}' unknown, ${encodeURIComponent(passwords.region)}, pull:${passwords.hub}@registry`,
    ].join(' ');
    const text = JSON.stringify(causes(database(said)));
    for (const secret of Object.values(passwords)) expect(text).not.toContain(secret);
    expect(text).not.toContain(encodeURIComponent(passwords.region));
    // The twin: what is no secret is still there.
    expect(text).toContain('10.0.0.9:3306');
  });
});

describe('components that a database stops', () => {
  const crashing = (name: string) =>
    pod(`${name}-1`, { component: name, container: ended(1, { message: 'no database' }) });

  it('are named under it, and others keep their own cause', () => {
    const found = causes({ ...database('connection refused'), pods: ['rbd-api', 'rbd-worker', 'minio'].map(crashing) });
    expect(found).toMatchObject([
      { kind: 'database', values: { affected: 'rbd-api, rbd-worker', affectedCount: 2 } },
      { kind: 'crash', component: 'minio' },
    ]);
  });

  it('have a cause of their own when no condition says it', () => {
    expect(kinds({ pods: [crashing('rbd-api')] })).toEqual(['crash exit']);
  });

  it('say it themselves when the operator has not', () => {
    const message = "panic: Error 1045: Access denied for user 'rainbond'@'10.0.0.1' (using password: YES)";
    const pods = [pod('rbd-api-1', { container: ended(2, { message }) })];
    expect(causes({ pods })).toMatchObject([
      { kind: 'database', component: 'rbd-api', values: { variant: 'access-denied' } },
    ]);
    expect(causes({ ...database('connection refused'), pods })).toMatchObject([
      { subject: 'condition DatabaseRegion', values: { affected: 'rbd-api' } },
    ]);
  });
});

describe('DNS', () => {
  const unknown = 'lookup registry.example on 10.96.0.10:53: no such host';
  const silent = 'lookup registry.example on 10.96.0.10:53: read udp 10.244.0.7:4711->10.96.0.10:53: i/o timeout';

  it('is told at once with the name that is not known', () => {
    expect(causes(with_('DNS', 'DNSFailed', unknown, 100))).toMatchObject([
      { kind: 'dns', values: { variant: 'no-such-host', name: 'registry.example' } },
    ]);
  });

  it('may still be starting when it does not answer', () => {
    expect(kinds(with_('DNS', 'DNSFailed', silent, unsettledConditionMs - 1))).toEqual([]);
    expect(kinds(with_('DNS', 'DNSFailed', silent, unsettledConditionMs))).toEqual(['dns no-answer']);
  });
});

describe('storage', () => {
  const inProgress = (since: number) => with_('Storage', 'InProgress', 'precheck for Storage is in progress', since);

  it('is a cause when the test claim takes too long', () => {
    expect(kinds(inProgress(unsettledConditionMs - 1))).toEqual([]);
    expect(kinds(inProgress(unsettledConditionMs))).toEqual(['storage in-progress']);
  });

  it('follows from its claim, and from a provisioner that is not there', () => {
    expect(kinds({ ...inProgress(60_000), claims: [claim('foobar', { className: 'gone' })] })).toEqual([
      'claim-pending class-missing',
    ]);
    const provisioner = pod('nfs-provisioner-0', {
      component: 'nfs-provisioner',
      container: waiting('ErrImagePull', 'not found'),
    });
    expect(
      kinds({ ...inProgress(60_000), components: [rbdComponent('nfs-provisioner')], pods: [provisioner] }),
    ).toEqual(['image-pull not-found']);
  });
});

describe('other conditions', () => {
  it('memory is told with what was wanted and found', () => {
    const message = 'expected at least 2147483648 memory, but got 1073741824';
    expect(causes(with_('Memory', 'MemoryFailed', message, 100))).toMatchObject([
      { kind: 'memory', values: { variant: 'cluster', wanted: '2.0', found: '1.0' } },
    ]);
  });

  it('the registry is told after its own time, and never beside an rbd-hub that fails', () => {
    const failed = (since: number) =>
      with_(
        'ImageRepository',
        'ImageRepoFailed',
        'push image goodrain.me/smallimage:latest err:dial tcp: connection refused',
        since,
      );
    expect(kinds(failed(unsettledConditionMs - 1))).toEqual([]);
    expect(kinds(failed(unsettledConditionMs))).toEqual(['image-pull registry']);
    const hub = pod('rbd-hub-1', { container: waiting('ErrImagePull', 'not found') });
    expect(kinds({ ...failed(60_000), pods: [hub] })).toEqual(['image-pull not-found']);
  });

  it('Running is only a sum, and one that is not known is told as it stands', () => {
    expect(kinds(with_('Running', 'RbdComponentNotReady', 'RbdComponent(rbd-api) not ready'))).toEqual([]);
    expect(kinds(with_('KubernetesVersion', 'UnsupportedVersion', '1.12'))).toEqual(['operator condition']);
    expect(kinds(with_('KubernetesVersion', 'UnsupportedVersion', '1.12', unsettledConditionMs - 1))).toEqual([]);
  });
});
