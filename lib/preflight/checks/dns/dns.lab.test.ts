import { afterAll, describe, expect, test } from 'vitest';
import { labWanted } from '@/lib/hosts/lab-target';
import type { CompareCheck } from '../../check';
import { closeLab, labContext, labSh, outcomeOnLab, readOnLab } from '../../lab';
import { all, type Condition, during, fixOnLab } from '../testing-lab';
import { etcHosts } from './etc-hosts';
import { hostnameResolves } from './own-name';
import { dnsResolv } from './resolv';
import { uniqueChecks } from './unique';
import { dnsWildcard } from './wildcard';

const [hostname, machineId, productUuid, mac] = uniqueChecks;

/** Another text in a file, and the old one afterwards. */
const written = (path: string, text: string): Condition => [
  `cp -a ${path} /run/slipway-lab-kept; cat > ${path} <<'TEXT'\n${text}\nTEXT`,
  `if [ -f /run/slipway-lab-kept ]; then cat /run/slipway-lab-kept > ${path}; rm -f /run/slipway-lab-kept ${path}.slipway; fi`,
];

/** A DNS server on the host itself: every name below wild.example has an address, others have none. */
const server: Condition = [
  `cat > /run/slipway-lab.pl <<'PERL'
use IO::Socket::INET;
my $socket = IO::Socket::INET->new(LocalAddr => '127.0.0.9', LocalPort => 53, Proto => 'udp') or die;
while (my $peer = $socket->recv(my $query, 512)) {
  my $wild = index($query, "\\x04wild\\x07example") > 0;
  my $answer = substr($query, 0, 2) . ($wild ? "\\x81\\x80\\0\\1\\0\\1\\0\\0\\0\\0" : "\\x81\\x83\\0\\1\\0\\0\\0\\0\\0\\0") . substr($query, 12);
  $answer .= "\\xc0\\x0c\\0\\1\\0\\1\\0\\0\\0\\x3c\\0\\4\\x0a\\0\\0\\x09" if $wild;
  $socket->send($answer, 0, $peer);
}
PERL
systemd-run --quiet --property Type=exec --unit slipway-lab-dns perl /run/slipway-lab.pl
for i in 1 2 3 4 5 6 7 8 9 10; do ss -Hlun | grep -q '127.0.0.9:53' && exit 0; sleep 0.2; done
exit 1`,
  'systemctl stop slipway-lab-dns 2>/dev/null || true; systemctl reset-failed slipway-lab-dns 2>/dev/null || true; rm -f /run/slipway-lab.pl',
];

describe.runIf(labWanted && hostname && machineId && productUuid && mac)('a lab host', { timeout: 60_000 }, () => {
  if (!hostname || !machineId || !productUuid || !mac) return;
  afterAll(closeLab);
  const context = labContext();
  const [first, second] = context.plan.hosts;
  if (!first || !second) throw new Error('two hosts are needed');
  const look = async (check: CompareCheck) =>
    check.judge(
      new Map([
        [first.name, await readOnLab(check, first, context)],
        [second.name, await readOnLab(check, second, context)],
      ]),
      context,
    );

  test('dns.resolv: a loopback server blocks, and so does none', async () => {
    expect(await outcomeOnLab(dnsResolv, context)).toMatchObject({ state: 'passed' });
    const loop = written('/etc/resolv.conf', 'nameserver 10.88.0.1\nnameserver 127.0.0.1');
    expect(await during(loop, () => outcomeOnLab(dnsResolv, context))).toMatchObject({
      severity: 'block',
      values: { problem: 'loopback', servers: '10.88.0.1, 127.0.0.1' },
    });
    expect(await during(written('/etc/resolv.conf', '# none'), () => outcomeOnLab(dnsResolv, context))).toMatchObject({
      severity: 'block',
      values: { problem: 'none' },
    });
  });

  test('dns.resolv: behind systemd-resolved its own servers count, and its loopback doesn’t', async () => {
    const resolved: Condition = [
      `mkdir -p /run/slipway-lab /run/systemd/resolve; cp /bin/sleep /run/slipway-lab/systemd-resolved
systemd-run --quiet --property Type=exec --unit slipway-lab-resolved /run/slipway-lab/systemd-resolved 300
echo 'nameserver 10.0.0.2' > /run/systemd/resolve/resolv.conf`,
      'systemctl stop slipway-lab-resolved 2>/dev/null || true; rm -rf /run/slipway-lab /run/systemd/resolve',
    ];
    const stub = all(resolved, written('/etc/resolv.conf', 'nameserver 127.0.0.53'));
    expect(await during(stub, () => outcomeOnLab(dnsResolv, context))).toMatchObject({
      state: 'passed',
      values: { servers: '10.0.0.2', file: '/run/systemd/resolve/resolv.conf' },
    });
  });

  test('dns.wildcard: a search domain that has every name blocks, one that hasn’t passes, a dead server proves nothing', async () => {
    const search = (domain: string) => written('/etc/resolv.conf', `nameserver 127.0.0.9\nsearch ${domain}`);
    expect(await during(all(server, search('wild.example')), () => outcomeOnLab(dnsWildcard, context))).toMatchObject({
      severity: 'block',
      values: { domains: 'wild.example' },
    });
    expect(await during(all(server, search('tame.example')), () => outcomeOnLab(dnsWildcard, context))).toMatchObject({
      state: 'passed',
      values: { searched: 1 },
    });
    expect(await during(search('wild.example'), () => outcomeOnLab(dnsWildcard, context))).toMatchObject({
      state: 'not-run',
      values: { found: 'wild.example: no answer' },
    });
  });

  test('hostname.resolves: a host that doesn’t know itself is told, and the fix adds its line', async () => {
    expect(await outcomeOnLab(hostnameResolves, context)).toMatchObject({ state: 'passed' });
    await during(written('/etc/hosts', '127.0.0.1 localhost'), async () => {
      const outcome = await outcomeOnLab(hostnameResolves, context);
      expect(outcome).toMatchObject({ severity: 'info', values: { problem: 'nowhere', name: first.name } });
      await fixOnLab('hostname.resolves', context, outcome.values);
      expect(await outcomeOnLab(hostnameResolves, context)).toMatchObject({
        state: 'passed',
        values: { found: first.address },
      });
    });
    const foreign = written('/etc/hosts', `127.0.0.1 localhost\n10.9.9.9 ${first.name}`);
    expect(await during(foreign, () => outcomeOnLab(hostnameResolves, context))).toMatchObject({
      severity: 'warn',
      values: { problem: 'elsewhere', found: '10.9.9.9' },
    });
  });

  test('etc-hosts.valid: another host’s old address blocks, and the fix takes it out', async () => {
    expect(await outcomeOnLab(etcHosts, context)).toMatchObject({ state: 'passed' });
    const text = await during(written('/etc/hosts', `10.9.9.9 ${second.name} gone`), async () => {
      const outcome = await outcomeOnLab(etcHosts, context);
      expect(outcome).toMatchObject({
        severity: 'block',
        values: { wrong: `${second.name} → 10.9.9.9`, localhost: 'missing' },
      });
      await fixOnLab('etc-hosts.valid', context, outcome.values);
      expect(await outcomeOnLab(etcHosts, context)).toMatchObject({ state: 'passed' });
      return labSh('cat /etc/hosts');
    });
    expect(text).toBe('10.9.9.9 gone\n127.0.0.1 localhost\n');
  });

  test('hostname.unique: one hostname on two hosts warns, and the fix gives the plan’s name', async () => {
    expect([...(await look(hostname)).values()].map(({ state }) => state)).toEqual(['passed', 'passed']);
    const same: Condition = [`hostname ${second.name}`, `hostname ${first.name}; echo ${first.name} > /etc/hostname`];
    await during(same, async () => {
      expect((await look(hostname)).get(first.name)).toMatchObject({
        severity: 'warn',
        values: { others: second.name },
      });
      await fixOnLab('hostname.unique', context, {});
      expect((await look(hostname)).get(first.name)).toMatchObject({ state: 'passed' });
    });
  });

  test('machine-id.unique: one machine id on two hosts blocks', async () => {
    expect([...(await look(machineId)).values()].map(({ state }) => state)).toEqual(['passed', 'passed']);
    const id = (await labSh('cat /etc/machine-id', second.name)).trim();
    const outcomes = await during(written('/etc/machine-id', id), () => look(machineId));
    expect([...outcomes.values()].map(({ state }) => state)).toEqual(['finding', 'finding']);
    expect(outcomes.get(second.name)).toMatchObject({ severity: 'block', values: { found: id, others: first.name } });
  });

  test('product-uuid.unique: a lab host has none to read; faked reading: containers of one machine warn', async () => {
    const without = (await labSh('ls /sys/class/dmi/id/product_uuid 2>/dev/null || true')) === '';
    if (without) expect((await look(productUuid)).get(first.name)).toMatchObject({ state: 'not-run' });
    const readings = new Map(
      await Promise.all(
        [first, second].map(async (host) => {
          const reading = await readOnLab(productUuid, host, context);
          const stdout = `uuid 4c4c4544-0042-3010-8053-b4c04f4d3532\n${reading.stdout}`;
          return [host.name, { ...reading, stdout }] as const;
        }),
      ),
    );
    expect(productUuid.judge(readings, context).get(first.name)).toMatchObject({
      severity: 'warn',
      values: { why: 'container', others: second.name },
    });
  });

  test('mac.unique: a card with the other host’s address blocks; faked reading, or the bridge would lose both', async () => {
    expect([...(await look(mac)).values()].map(({ state }) => state)).toEqual(['passed', 'passed']);
    const theirs = (await readOnLab(mac, second, context)).stdout.split(' ')[1] ?? '';
    const reading = await readOnLab(mac, first, context);
    const readings = new Map([
      [first.name, { ...reading, stdout: `${reading.stdout}mac ${theirs} eth1\n` }],
      [second.name, await readOnLab(mac, second, context)],
    ]);
    expect(mac.judge(readings, context).get(second.name)).toMatchObject({
      severity: 'block',
      values: { found: theirs, others: first.name },
    });
  });
});
