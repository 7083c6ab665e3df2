import { afterAll, describe, expect, test } from 'vitest';
import { labAddress, labHosts, labWanted } from '@/lib/hosts/lab-target';
import type { HostCheck } from '../check';
import { closeLab, labContext, labSh, outcomeOnLab } from '../lab';
import { networkChecks } from './network';

const check = (id: string): HostCheck => {
  const one = networkChecks.find((each): each is HostCheck => each.kind === 'host' && each.id === id);
  if (!one) throw new Error(`no check ${id}`);
  return one;
};
/** Runs on the first lab host; `undo` runs in any case. */
async function spoilt<T>(make: string, undo: string, look: () => Promise<T>): Promise<T> {
  await labSh(make);
  try {
    return await look();
  } finally {
    await labSh(undo);
  }
}
/** A program that listens until it is killed, by a word in its arguments. */
const listen = (protocol: 'tcp' | 'udp', port: number) =>
  `perl -MSocket -e 'fork and exit; close STDOUT; close STDERR; alarm 30; socket S,2,${protocol === 'tcp' ? 1 : 2},0; bind S, pack_sockaddr_in(${port}, INADDR_ANY) or die; listen S,9; sleep 30' slipway-lab-listener`;
const hangUp = `pkill -f slipway-lab-listene[r] || true`;

describe.runIf(labWanted)('on a lab host', { timeout: 60_000 }, () => {
  afterAll(closeLab);

  test('all four pass on a host as it should be', async () => {
    for (const id of ['nic.ip', 'nic.overlap', 'route.default', 'port.local.free'])
      expect(await outcomeOnLab(check(id)), id).toMatchObject({ state: 'passed' });
  });

  test('nic.ip: a planned address that no interface has is told with those that there are', async () => {
    const context = labContext((plan) => {
      for (const host of plan.hosts) host.internalAddress = '10.254.0.9';
      return plan;
    });
    const [host = ''] = labHosts();
    expect(await outcomeOnLab(check('nic.ip'), context)).toMatchObject({
      severity: 'block',
      values: { address: '10.254.0.9', found: expect.stringContaining(labAddress(host)) },
    });
  });

  test('nic.overlap: a second interface in the same subnet is told', async () => {
    const [host = ''] = labHosts();
    const other = labAddress(host).replace(/\d+$/, '249');
    const outcome = await spoilt(
      `ip link add swover0 type bridge && ip addr add ${other}/26 dev swover0`,
      'ip link del swover0',
      () => outcomeOnLab(check('nic.overlap')),
    );
    // The lab's own /24 covers it.
    expect(outcome).toMatchObject({ severity: 'block', values: { pairs: 1, one: 'host0', other: 'swover0' } });
  });

  test('route.default: a host without one is told', async () => {
    const outcome = await spoilt(
      'ip route show default > /run/slipway-lab-route && ip route del default',
      'ip route add $(cat /run/slipway-lab-route); rm /run/slipway-lab-route',
      () => outcomeOnLab(check('route.default')),
    );
    expect(outcome).toMatchObject({ severity: 'block', values: { routes: 0 } });
  });

  test('port.local.free: who has a port of the control plane is told, with process and unit', async () => {
    const outcome = await spoilt(
      `systemd-run --quiet --collect --unit=lab-holder perl -MSocket -e 'socket S,2,1,0; bind S, pack_sockaddr_in(6443, INADDR_ANY) or die; listen S,9; sleep 60'; for i in $(seq 30); do ss -Hlnt | grep -q ':6443 ' && exit 0; sleep 0.1; done; exit 1`,
      'systemctl stop lab-holder',
      () => outcomeOnLab(check('port.local.free')),
    );
    expect(outcome).toMatchObject({
      severity: 'block',
      values: { taken: 1, listener: '6443/tcp', process: 'perl', unit: 'lab-holder.service', use: 'controlPlane' },
    });
  });

  test('port.local.free: a longer number, or the other protocol, takes nothing; a NodePort warns', async () => {
    const look = () => outcomeOnLab(check('port.local.free'));
    expect(await spoilt(listen('tcp', 16443), hangUp, look)).toMatchObject({ state: 'passed' });
    expect(await spoilt(listen('udp', 6443), hangUp, look)).toMatchObject({ state: 'passed' });
    expect(await spoilt(listen('tcp', 30080), hangUp, look)).toMatchObject({
      severity: 'warn',
      values: { listener: '30080/tcp', use: 'nodePort' },
    });
  });

  test("port.local.free: a leftover VXLAN device holds its port in the kernel's name", async () => {
    const outcome = await spoilt(
      'ip link add swvx0 type vxlan id 77 dstport 8472 dev host0 && ip link set swvx0 up',
      'ip link del swvx0',
      () => outcomeOnLab(check('port.local.free')),
    );
    expect(outcome).toMatchObject({
      severity: 'block',
      values: { listener: '8472/udp', process: 'kernel', use: 'pods' },
    });
  });
});
