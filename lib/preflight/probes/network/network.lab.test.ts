import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { labAddress, labHosts, labWanted } from '@/lib/hosts/lab-target';
import type { Plan } from '@/lib/plan/schema';
import { closeLab, labContext, labSh, onLab, runProbeOnLab } from '../../lab';
import { bandwidthProbe } from './bandwidth';
import { withCable, withNarrowCable } from './lab-cable';
import { networkProbe } from './probe';

const [first = '', second = '', third = ''] = labHosts();
const net = () => labAddress(first).replace(/\.\d+$/, '');
const vip = () => `${net()}.247`;

/** Hosts with every role, and a VIP that nobody has. */
function context(change: (plan: Plan) => void = () => {}) {
  return labContext((plan) => {
    if (plan.entry.api.kind === 'keepalived') Object.assign(plan.entry.api, { address: vip(), virtualRouterId: 201 });
    change(plan);
    return plan;
  });
}
const run = (change?: (plan: Plan) => void, skewMs?: Record<string, number>) =>
  runProbeOnLab(networkProbe({ skewMs }), context(change));

/** Until `use` has ended, the host's card drops what a classic BPF program (tc-bpf(8)) matches with 1. */
async function dropping<T>(host: string, tests: string[], use: () => Promise<T>): Promise<T> {
  const filters = tests.map((one) => `tc filter add dev host0 ingress protocol all bpf da bytecode '${one}'`);
  await labSh(`tc qdisc add dev host0 clsact && ${filters.join(' && ')}`, host);
  try {
    return await use();
  } finally {
    await labSh('tc qdisc del dev host0 clsact', host);
  }
}
/** IPv4 without options to a port: 2 is TC_ACT_SHOT, 0 TC_ACT_OK, and -1 asks the next filter. */
const toPort = (protocol: number, port: number) =>
  `8,40 0 0 12,21 0 5 2048,48 0 0 23,21 0 3 ${protocol},40 0 0 36,21 0 1 ${port},6 0 0 2,6 0 0 4294967295`;

describe.runIf(labWanted)('on lab hosts', { timeout: 120_000 }, () => {
  beforeAll(() => Promise.all(labHosts().map((host) => onLab(host))));
  afterAll(closeLab);

  test('everything passes on a network as it should be, and nothing stays behind', async () => {
    const before = await labSh('ss -Hlntu | sort; ip -o link; ls -A /run /tmp', first);
    const { outcomes } = await run();
    expect(outcomes.filter(({ outcome }) => outcome.state !== 'passed')).toEqual([]);
    expect(outcomes).toHaveLength(9 * labHosts().length);
    expect(await labSh('ss -Hlntu | sort; ip -o link; ls -A /run /tmp', first)).toBe(before);
    expect(await labSh('pgrep -c slipway-probe || true', first)).toBe('0\n');
  });

  test('net.matrix: a host without a way to the others is told, and its ports are not judged', async () => {
    const others = [second, third].map((host) => labAddress(host));
    await labSh(others.map((address) => `ip route add blackhole ${address}`).join(' && '), first);
    try {
      const said = await run();
      expect(said.of('net.matrix', first)).toMatchObject({
        state: 'finding',
        severity: 'block',
        values: { hosts: `${second}, ${third}`, missing: 2 },
      });
      expect(said.of('net.matrix', second)).toMatchObject({ state: 'passed' });
      expect(said.of('port.pair', first)).toMatchObject({ state: 'not-run', values: { check: 'net.matrix' } });
    } finally {
      await labSh(others.map((address) => `ip route del blackhole ${address}`).join('; '), first);
    }
  });

  test('port.pair: TCP and UDP ports that a firewall drops are told with who could not reach them', async () => {
    const said = await dropping(first, [toPort(6, 6443), toPort(17, 8472)], () => run());
    expect(said.of('port.pair', first)).toMatchObject({
      state: 'finding',
      severity: 'block',
      values: { failed: 4, tried: 12, ports: '6443/tcp, 8472/udp', from: `${second}, ${third}`, state: 'timedOut' },
    });
    expect(said.of('port.pair', second)).toMatchObject({ state: 'passed' });
  });

  test('port.pair: with Calico a firewall that drops BGP is told', async () => {
    const calico = (plan: Plan) => {
      plan.kubernetes.cni = 'calico';
    };
    const said = await dropping(first, [toPort(6, 179)], () => run(calico));
    expect(said.of('port.pair', first)).toMatchObject({
      severity: 'block',
      values: { failed: 2, ports: '179/tcp', from: `${second}, ${third}`, state: 'timedOut' },
    });
  });

  test('port.pair: another program on the port proves the way to it', async () => {
    await labSh(
      `perl -MSocket -e 'fork and exit; close STDOUT; close STDERR; alarm 60; socket S,2,1,0; setsockopt S,1,2,1; bind S, pack_sockaddr_in(6443, INADDR_ANY); listen S,9; while (accept C,S) { syswrite C, "SSH-2.0-x\\n"; close C }'`,
      first,
    );
    try {
      const said = await run();
      expect(said.of('port.pair', first)).toMatchObject({ state: 'passed', values: { tried: 12 } });
    } finally {
      await labSh(`pkill -f 'pack_sockaddr_in.6443' || true`, first);
    }
  });

  test('net.latency: 20 ms between etcd members warn, 120 ms block', async () => {
    const slow = await withCable(first, { delayMs: 10 }, () => run());
    expect(slow.of('net.latency', first)).toMatchObject({ severity: 'warn', values: { limit: 10, kind: 'etcd' } });
    const { values } = slow.of('net.latency', first);
    expect(values.ms).toBeGreaterThan(19);
    expect(values.ms).toBeLessThan(60);
    const slower = await withCable(first, { delayMs: 60 }, () => run());
    expect(slower.of('net.latency', first)).toMatchObject({ severity: 'block', values: { limit: 100 } });
    expect(slower.of('net.latency', first).values.ms).toBeGreaterThan(119);
  });

  test('net.loss: a cable that loses a tenth each way is told', async () => {
    const said = await withCable(first, { lossPercent: 10 }, () => run());
    expect(said.of('net.loss', first)).toMatchObject({ severity: 'block', values: { limit: 0, kind: 'controlPlane' } });
    const { percent } = said.of('net.loss', first).values;
    expect(percent).toBeGreaterThan(5);
    expect(percent).toBeLessThan(40);
  });

  test('net.mtu: a path of 1400 bytes between cards of 1500 is found to the byte', async () => {
    // SSH must agree on smaller segments than the path takes: it connects anew.
    await closeLab();
    try {
      const said = await withNarrowCable(first, 1400, () => run());
      expect(said.of('net.mtu', second)).toMatchObject({
        severity: 'block',
        values: { nic: 1500, path: 1400, pods: 1350, to: first, peers: 1 },
      });
      // Out of a veth pair four bytes more pass: room for a VLAN tag.
      expect(said.of('net.mtu', first)).toMatchObject({ severity: 'block', values: { peers: 2 } });
      expect([1400, 1404]).toContain(said.of('net.mtu', first).values.path);
    } finally {
      await closeLab();
    }
  });

  // Lab hosts share one kernel and its clock: the reading of one host's prober is faked.
  test('time.skew: a clock that is 7 s ahead is told on its host alone (faked reading)', async () => {
    const said = await run(undefined, { [second]: 7000 });
    expect(said.of('time.skew', second)).toMatchObject({ severity: 'block', values: { direction: 'ahead' } });
    expect(said.of('time.skew', second).values.seconds).toBeCloseTo(7, 1);
    expect(said.of('time.skew', first)).toMatchObject({ state: 'passed' });
    expect((await run(undefined, { [second]: -2000 })).of('time.skew', second)).toMatchObject({
      severity: 'warn',
      values: { direction: 'behind' },
    });
  });

  test('ip.collision: an address that another host has too is told with its card', async () => {
    const address = `${net()}.248`;
    await Promise.all([first, second].map((host) => labSh(`ip addr add ${address}/24 dev host0`, host)));
    try {
      const said = await run((plan) => {
        const [host] = plan.hosts;
        if (host) host.internalAddress = address;
      });
      const mac = (await labSh('cat /sys/class/net/host0/address', second)).trim();
      expect(said.of('ip.collision', first)).toMatchObject({
        severity: 'block',
        values: { address, mac, owner: second },
      });
      expect(said.of('ip.collision', third)).toMatchObject({ state: 'passed' });
    } finally {
      await Promise.all([first, second].map((host) => labSh(`ip addr del ${address}/24 dev host0`, host)));
    }
  });

  test('vip.free: an address that another host has is told with its card, and one on the host itself', async () => {
    await labSh(`ip addr add ${vip()}/32 dev host0`, second);
    try {
      const said = await run();
      const mac = (await labSh('cat /sys/class/net/host0/address', second)).trim();
      expect(said.of('vip.free', first)).toMatchObject({
        severity: 'block',
        values: { address: vip(), mac, owner: second },
      });
      expect(said.of('vip.free', second)).toMatchObject({ severity: 'block', values: { owner: second } });
    } finally {
      await labSh(`ip addr del ${vip()}/32 dev host0`, second);
    }
  });

  test.each([
    [3, '31c9960100640000', 150],
    [2, '21c9960001010000', 150],
  ])('vip.vrid: a router of VRRP %i with the same id is heard', async (version, hex, priority) => {
    await labSh(
      `perl -MSocket -e 'fork and exit; close STDOUT; close STDERR; alarm 60; socket S,2,3,112; setsockopt S,0,32,inet_aton("${labAddress(second)}"); while (1) { send S, pack("H*","${hex}".("0a0000640000000000000000")), 0, pack_sockaddr_in(0, inet_aton("224.0.0.18")); select undef,undef,undef,0.3 }'`,
      second,
    );
    try {
      const said = await run();
      expect(said.of('vip.vrid', first)).toMatchObject({
        severity: 'block',
        values: { vrid: 201, version, priority, source: labAddress(second), owner: second },
      });
      const other = await run((plan) => {
        if (plan.entry.api.kind === 'keepalived') plan.entry.api.virtualRouterId = 202;
      });
      expect(other.of('vip.vrid', first)).toMatchObject({ state: 'passed', values: { heard: 1 } });
    } finally {
      await labSh(`pkill -f '224.0.0.1[8]' || true`, second);
    }
  });

  test('net.bandwidth: a card held to 200 Mbit/s warns, and the others are measured as they are', async () => {
    await labSh('tc qdisc add dev host0 root tbf rate 200mbit burst 256kb latency 50ms', first);
    try {
      const said = await runProbeOnLab(bandwidthProbe, context());
      expect(said.of('net.bandwidth', first)).toMatchObject({ severity: 'warn', values: { to: second } });
      const { gbit } = said.of('net.bandwidth', first).values;
      expect(gbit).toBeGreaterThan(0.1);
      expect(gbit).toBeLessThan(0.25);
      expect(said.of('net.bandwidth', second).values.gbit).toBeGreaterThan(0.25);
    } finally {
      await labSh('tc qdisc del dev host0 root', first);
    }
  });

  test('a probe that is cut off leaves no process and no listener', async () => {
    const stop = new AbortController();
    const running = runProbeOnLab(networkProbe(), context(), { signal: stop.signal });
    setTimeout(() => stop.abort(), 1500);
    await running.catch(() => {});
    await expect
      .poll(() => labSh('pgrep -c slipway-probe; ss -Hlntu | grep -c :6443; true', first), { timeout: 10_000 })
      .toBe('0\n0\n');
  });
});
