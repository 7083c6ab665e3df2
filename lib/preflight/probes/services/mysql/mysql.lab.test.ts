import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { labHosts, labWanted } from '@/lib/hosts/lab-target';
import { databaseSchema } from '@/lib/plan/schema';
import { quote } from '@/lib/text/quote';
import { closeLab, labSh, runProbeOnLab } from '../../../lab';
import { labServicePassword, serve, serviceAddress, serviceContext, serviceHost } from '../lab-service';
import { mysqlProbe } from './probe';

const secret = async () => ({ user: 'rainbond', password: labServicePassword });
const context = (more: object = {}) =>
  serviceContext((plan) => {
    plan.database = databaseSchema.parse({
      kind: 'external',
      host: serviceAddress(),
      user: 'rainbond',
      credential: 'db',
      ...more,
    });
  });
const look = (more: object = {}) => runProbeOnLab(mysqlProbe, context(more), { secret });
const sql = (text: string) =>
  labSh(`mariadb --no-defaults -N -S /run/lab-mysql/socket -e ${JSON.stringify(text)}`, serviceHost());
const tables = async () =>
  (
    await sql(
      "SELECT CONCAT(table_schema, '.', table_name) FROM information_schema.tables WHERE table_schema IN ('console', 'region') ORDER BY 1",
    )
  ).trim();

/** Port 3308 to 3306, each answer 10 ms late. */
const slowRelay = `use IO::Socket::INET; use IO::Select; $SIG{CHLD} = "IGNORE";
my $l = IO::Socket::INET->new(LocalPort => 3308, Listen => 20, ReuseAddr => 1) or die;
while (my $c = $l->accept) { next if fork; my $s = IO::Socket::INET->new("127.0.0.1:3306") or die; my $w = IO::Select->new($c, $s);
  while (1) { for my $r ($w->can_read) { sysread($r, my $b, 65536) or exit; select(undef, undef, undef, 0.01) if $r == $s; syswrite($r == $c ? $s : $c, $b) } } }`;

describe.runIf(labWanted)('a MySQL outside, used from lab hosts', () => {
  const [client = ''] = labHosts();
  beforeAll(() => serve('mysql', 'good'), 180_000);
  afterAll(async () => {
    serve('mysql', 'gone');
    await closeLab();
  });

  test('mysql: a database made for Rainbond passes everything from every host, and nothing stays', async () => {
    const run = await look();
    const wrong = run.outcomes.filter(({ outcome }) => outcome.state !== 'passed');
    // The user may not see replication, which is no fault.
    expect(wrong.map(({ check, outcome }) => [check, outcome.state, outcome.values])).toEqual(
      context().plan.hosts.map(() => ['mysql.replica', 'not-run', { what: 'replication-privilege' }]),
    );
    expect(run.outcomes).toHaveLength(9 * context().plan.hosts.length);
    expect(await tables()).toBe('');
  }, 40_000);

  // This kernel has no netem: a relay holds each packet back for 10 ms, as a network with that delay would.
  test('mysql.latency: 10 ms on the way are measured by the host', async () => {
    await labSh(
      `printf %s ${quote(slowRelay)} > /run/lab-slow.pl; systemd-run -q --unit=lab-slow perl /run/lab-slow.pl; sleep 0.5`,
      serviceHost(),
    );
    try {
      const outcome = (await look({ port: 3308 })).of('mysql.latency', client);
      expect(outcome).toMatchObject({ state: 'finding', severity: 'warn' });
      expect(outcome.values.ms).toBeGreaterThan(8);
      expect(outcome.values.ms).toBeLessThan(40);
    } finally {
      await labSh('systemctl stop lab-slow; rm /run/lab-slow.pl', serviceHost());
    }
  }, 40_000);

  test('mysql.reach: a port where nothing listens is refused', async () => {
    const run = await look({ port: 3307 });
    expect(run.of('mysql.reach')).toMatchObject({
      state: 'finding',
      severity: 'block',
      values: { found: 'Connection refused' },
    });
    expect(run.of('mysql.login')).toMatchObject({
      state: 'not-run',
      reason: 'depends',
      values: { check: 'mysql.reach' },
    });
  }, 40_000);

  test('mysql.reach: where sshd forbids forwarding, the host’s own bash connects', async () => {
    await labSh(
      "echo 'AllowTcpForwarding no' > /etc/ssh/sshd_config.d/forwarding.conf && systemctl reload ssh && sleep 1",
      client,
    );
    try {
      await closeLab();
      const run = await look();
      expect(run.of('mysql.privileges', client)).toMatchObject({ state: 'passed' });
      expect((await look({ port: 3307 })).of('mysql.reach', client)).toMatchObject({
        values: { found: 'Connection refused' },
      });
      expect((await look({ host: 'nowhere.invalid' })).of('mysql.reach', client)).toMatchObject({ state: 'finding' });
    } finally {
      await labSh('rm /etc/ssh/sshd_config.d/forwarding.conf && systemctl reload ssh && sleep 1', client);
      await closeLab();
    }
  }, 60_000);

  test('mysql.login: a wrong password is quoted by the server’s answer, and is in no outcome', async () => {
    const run = await runProbeOnLab(mysqlProbe, context(), {
      secret: async () => ({ user: '', password: 'not-this-one' }),
    });
    expect(run.of('mysql.login')).toMatchObject({ state: 'finding', severity: 'block' });
    expect(run.of('mysql.login').values.found).toContain('Access denied');
    expect(JSON.stringify(run.outcomes)).not.toContain('not-this-one');
  }, 40_000);

  test('mysql.privileges: a table that an earlier check left is dropped once it is old', async () => {
    await sql(
      'CREATE TABLE console.slipway_preflight_1_old_0 (id int); CREATE TABLE region.slipway_preflight_9999999999_new_0 (id int)',
    );
    await look();
    expect(await tables()).toBe('region.slipway_preflight_9999999999_new_0');
    await sql('DROP TABLE region.slipway_preflight_9999999999_new_0');
  }, 40_000);

  test('mysql.privileges: cut off at any moment, nothing stays behind', async () => {
    for (const ms of [150, 250, 350, 450, 550, 700]) {
      const ended = new AbortController();
      const run = runProbeOnLab(mysqlProbe, context(), { secret, signal: ended.signal });
      setTimeout(() => ended.abort(), ms);
      await run;
    }
    expect(await tables()).toBe('');
  }, 60_000);

  test.each([
    ['mariadb', 'mysql.version', 'warn', { problem: 'mariadb' }],
    ['old', 'mysql.version', 'block', { problem: 'old', found: '5.6.51' }],
    ['latin1', 'mysql.charset', 'block', { found: 'console: latin1, region: latin1' }],
    ['missing', 'mysql.databases', 'block', { problem: 'missing', names: 'region' }],
    ['in-use', 'mysql.databases', 'block', { problem: 'foreign', names: 'console', tables: 1 }],
    ['no-grant', 'mysql.privileges', 'block', { database: 'console', errno: 1142 }],
    ['no-drop', 'mysql.privileges', 'block', { database: 'console', errno: 1142 }],
    ['readonly', 'mysql.readonly', 'block', { found: 'read_only' }],
    ['replica', 'mysql.replica', 'warn', { state: 'stopped', source: '192.0.2.1' }],
  ])(
    '%s: %s is a finding',
    async (configuration, check, severity, values) => {
      serve('mysql', configuration);
      const before = await tables();
      expect((await look()).of(check)).toMatchObject({ state: 'finding', severity, values });
      expect(await tables()).toBe(before);
    },
    60_000,
  );

  test('mysql.databases: Rainbond’s own tables from before are known', async () => {
    serve('mysql', 'rainbond');
    expect((await look()).of('mysql.databases')).toMatchObject({
      state: 'passed',
      values: { problem: 'known', tables: 4 },
    });
  }, 60_000);
});
