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

/** Somebody on the network sends adverts with the VIP's router id. */
export function judgeVrid(readings: Readings): Outcome[] {
  return readings.plan.hosts.map((host, index): Outcome => {
    const measured = readings.measured[index];
    if (!measured) return notRun('depends', { check: 'ssh.reach' });
    return heaviest(
      plannedVips(readings.plan, host, measured).map(({ nic, vrid }): Outcome => {
        if (!nic) return notRun('unsupported', { what: 'vipSubnet' });
        const heard = measured.adverts.flatMap((one) => {
          const advert = one.nic === nic ? parseAdvert(one.hex) : null;
          return advert ? [{ ...advert, source: one.source }] : [];
        });
        const same = heard.find((advert) => advert.vrid === vrid);
        if (same) {
          const owner = readings.plan.hosts.find((one) => internalAddressOf(one) === same.source)?.name ?? '';
          const { source, priority, version } = same;
          return finding(
            'block',
            {
              vrid,
              source,
              owner,
              owned: owner ? 'yes' : 'no',
              priority,
              version,
              seconds: listenSeconds,
              speakers: 1,
            },
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
