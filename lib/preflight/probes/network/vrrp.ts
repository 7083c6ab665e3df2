import { internalAddressOf } from '@/lib/plan/schema';
import { finding, notRun, type Outcome, passed } from '../../check';
import { heaviest, plannedVips } from './address';
import type { Readings } from './readings';

/** Adverts come every second unless told otherwise, and the longest usual interval is 3 s: a master is heard within it. */
export const listenSeconds = 4;

export type Advert = { version: 2 | 3; vrid: number; priority: number; addresses: string[] };

/** An advert (type 1) of VRRP 2 (RFC 3768, 5.1) or 3 (RFC 5798, 5.1), IPv4; null for anything else. */
export function parseAdvert(hex: string): Advert | null {
  const bytes = Buffer.from(hex, 'hex');
  const [first = 0, vrid = 0, priority = 0, count = 0] = bytes;
  const version = first >> 4;
  if ((version !== 2 && version !== 3) || (first & 15) !== 1 || vrid === 0 || bytes.length < 8 + count * 4) return null;
  const addresses = Array.from({ length: count }, (_, index) =>
    [...bytes.subarray(8 + index * 4, 12 + index * 4)].join('.'),
  );
  return { version, vrid, priority, addresses };
}

/** What its host says when a run of this plan has set its Keepalived up: its address, with the plan's VIP. */
const fromInstall = ({ plan, own }: Readings, advert: Advert & { source: string }, vip: string): boolean =>
  plan.hosts.some((host, index) => own.has(index) && internalAddressOf(host) === advert.source) &&
  advert.addresses.length === 1 &&
  advert.addresses[0] === vip;

/** Somebody else on the network sends adverts with the VIP's router id. */
export function judgeVrid(readings: Readings): Outcome[] {
  return readings.plan.hosts.map((host, index): Outcome => {
    const measured = readings.measured[index];
    if (!measured) return notRun('depends', { check: 'ssh.reach' });
    return heaviest(
      plannedVips(readings.plan, host, measured).map(({ nic, vrid, address }): Outcome => {
        if (!nic) return notRun('unsupported', { what: 'vipSubnet' });
        const heard = measured.adverts.flatMap((one) => {
          const advert = one.nic === nic ? parseAdvert(one.hex) : null;
          return advert ? [{ ...advert, source: one.source }] : [];
        });
        const group = heard.filter((advert) => advert.vrid === vrid);
        const foreign = group.find((advert) => !fromInstall(readings, advert, address));
        const same = foreign ?? group[0];
        if (same) {
          const owner = readings.plan.hosts.find((one) => internalAddressOf(one) === same.source)?.name ?? '';
          const { source, priority, version } = same;
          const values = {
            ...{ vrid, source, owner, owned: owner ? 'yes' : 'no', by: foreign ? 'other' : 'plan' },
            ...{ priority, version, seconds: listenSeconds, speakers: 1, heard: heard.length },
          };
          if (!foreign && measured.listened.has(nic)) return passed(values);
          if (!foreign) return notRun('unreadable', { found: '' });
          return finding(
            'block',
            values,
            heard
              .map(
                (one) =>
                  `${one.source} VRRP ${one.version} id ${one.vrid} priority ${one.priority} ${one.addresses.join(' ')}`,
              )
              .join('\n'),
          );
        }
        if (!measured.listened.has(nic)) return notRun('unreadable', { found: '' });
        return passed({
          vrid,
          source: '',
          owner: '',
          owned: 'no',
          by: 'other',
          speakers: 0,
          priority: 0,
          version: 0,
          seconds: listenSeconds,
          heard: heard.length,
        });
      }),
    );
  });
}
