import { contains, networkOf } from '@/lib/plan/cidr';
import { parseIpv4 } from '@/lib/plan/ipv4';
import { internalAddressOf, type Plan, type PlanHost } from '@/lib/plan/schema';
import { type CheckValues, finding, notRun, type Outcome, passed } from '../../check';
import type { Measured } from './measured';
import { namesOf, type Readings } from './readings';

export function sameSubnet(a: string, b: string, prefix: number): boolean {
  const [one, other] = [parseIpv4(a), parseIpv4(b)];
  return one !== null && other !== null && contains(networkOf(one, prefix), other);
}

/** The interface that has this address; null when none has. */
export function nicWith({ addresses }: Measured, address: string): string | null {
  return addresses.find((one) => one.address === address)?.nic ?? null;
}

/** An address held by Keepalived, and where a host would hold it. `nic` null: no interface of the host is in its subnet. */
export type PlannedVip = { entry: 'api' | 'application'; address: string; vrid: number; nic: string | null };

/** Who would hold a VIP: control planes the API's, gateways the applications'. */
export function vipsOf(plan: Plan, host: PlanHost): { entry: 'api' | 'application'; vip: VipOfPlan }[] {
  const { api, application } = plan.entry;
  return [
    ...(api.kind === 'keepalived' && host.roles.includes('control-plane') ? [{ entry: 'api' as const, vip: api }] : []),
    ...(application.kind === 'keepalived' && host.roles.includes('gateway')
      ? [{ entry: 'application' as const, vip: application }]
      : []),
  ];
}
type VipOfPlan = Extract<Plan['entry']['api'], { kind: 'keepalived' }>;

export function plannedVips(plan: Plan, host: PlanHost, measured: Measured): PlannedVip[] {
  return vipsOf(plan, host).map(({ entry, vip }) => {
    const wanted = vip.interface || nicWith(measured, internalAddressOf(host));
    const on = measured.addresses.some(
      (one) => one.nic === wanted && one.address !== vip.address && sameSubnet(one.address, vip.address, one.prefix),
    );
    return { entry, address: vip.address, vrid: vip.virtualRouterId, nic: on ? wanted : null };
  });
}

/** Who answered, when somebody did: `owned` says whether that card is in a host of the plan. */
function holder(readings: Readings, mac: string, known = ''): CheckValues {
  const index = readings.measured.findIndex((one) => [...(one?.nics.values() ?? [])].some((nic) => nic.mac === mac));
  const owner = known || (mac === '' || index < 0 ? '' : namesOf(readings, [index]));
  return { mac, owner, owned: owner ? 'yes' : 'no', answers: mac || known ? 1 : 0 };
}

/** Tag of the question for a host's own address. */
export const ownTag = 'own';

/** Another machine answers for a host's own address. */
export function judgeCollision(readings: Readings): Outcome[] {
  return readings.plan.hosts.map((host, index): Outcome => {
    const measured = readings.measured[index];
    if (!measured) return notRun('depends', { check: 'ssh.reach' });
    if (!nicWith(measured, internalAddressOf(host))) return notRun('depends', { check: 'nic.ip' });
    const answer = measured.arp.get(ownTag);
    if (!answer) return notRun('unreadable', { found: '' });
    if (answer.state !== 'heard') return notRun('unsupported', { what: 'arp' });
    const [mac = ''] = answer.macs;
    const values = { address: internalAddressOf(host), ...holder(readings, mac) };
    return mac ? finding('block', values, answer.macs.join('\n')) : passed(values);
  });
}

/** The one host that has the VIP, when it is of this plan and our own install has put the VIP there; else null. */
function installedHolder({ measured, own }: Readings, address: string): Measured | null {
  const holders = measured.flatMap((one, index) => (one && nicWith(one, address) ? [{ one, index }] : []));
  const [holder] = holders;
  return holder && holders.length === 1 && own.has(holder.index) ? holder.one : null;
}

/** Somebody has the VIP already; the host that this plan's install gave it to may. */
export function judgeVipFree(readings: Readings): Outcome[] {
  return readings.plan.hosts.map((host, index): Outcome => {
    const measured = readings.measured[index];
    if (!measured) return notRun('depends', { check: 'ssh.reach' });
    const outcomes = plannedVips(readings.plan, host, measured).map((vip): Outcome => {
      if (!vip.address) return notRun('incomplete', { what: 'address' });
      const own = nicWith(measured, vip.address);
      const values = { address: vip.address, entry: vip.entry, by: 'other' };
      const installed = installedHolder(readings, vip.address);
      if (own) {
        const found = { ...values, ...holder(readings, measured.nics.get(own)?.mac ?? '', host.name) };
        return installed ? passed({ ...found, by: 'plan' }) : finding('block', found);
      }
      if (!vip.nic) return notRun('unsupported', { what: 'vipSubnet' });
      const answer = measured.arp.get(vip.entry);
      if (!answer) return notRun('unreadable', { found: '' });
      if (answer.state !== 'heard') return notRun('unsupported', { what: 'arp' });
      const cards = [...(installed?.nics.values() ?? [])];
      const foreign = answer.macs.find((mac) => !cards.some((card) => card.mac === mac));
      const [mac = ''] = answer.macs;
      const found = { ...values, ...holder(readings, foreign ?? mac) };
      if (mac && foreign === undefined) return passed({ ...found, by: 'plan' });
      return mac ? finding('block', found, answer.macs.join('\n')) : passed(found);
    });
    return heaviest(outcomes);
  });
}

/** Of several VIPs of a host: a finding before what was not run before what passed. */
export function heaviest(outcomes: Outcome[]): Outcome {
  return (
    outcomes.find(({ state }) => state === 'finding') ??
    outcomes.find(({ state }) => state === 'not-run') ??
    outcomes[0] ??
    notRun('incomplete', { what: 'address' })
  );
}
