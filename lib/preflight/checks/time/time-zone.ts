import { type CompareCheck, finding, type Outcome, passed, unreadable } from '../../check';
import { everyHost } from '../applies';
import { saidAfter } from '../lines';

/** Names of one and the same. */
const universal = ['UTC', 'UCT', 'Universal', 'Zulu', 'GMT', 'Greenwich'].flatMap((name) => [name, `Etc/${name}`]);

type Zone = { name: string; offset: string };

function zoneOf(stdout: string): Zone | null {
  const offset = saidAfter(stdout, 'offset')[0];
  if (!offset || !/^[+-]\d{4}$/.test(offset)) return null;
  const link = saidAfter(stdout, 'link')[0]?.split('/zoneinfo/')[1];
  const name = (link ?? saidAfter(stdout, 'file')[0] ?? '').replace(/^posix\//, '');
  return { name: universal.includes(name) ? 'UTC' : name, offset };
}

/** Copies of a zone have no name to go by, only their distance from UTC now. */
const same = (a: Zone, b: Zone) => (a.name && b.name ? a.name === b.name : a.offset === b.offset);
const label = ({ name, offset }: Zone) => name || `UTC${offset}`;

export const timeZone: CompareCheck = {
  kind: 'compare',
  group: 'time',
  section: 'hosts',
  id: 'time.zone',
  source: 'kURL warns off UTC; logs of hosts are held side by side',
  appliesTo: everyHost,
  byHand: () => 'readlink /etc/localtime; date +%z',
  replaces: ['plan.time.zone'],
  script: () => `printf 'offset %(%z)T\\n' -1
if [ -L /etc/localtime ]; then see_zone_link; echo "link $zone_link"
elif [ -r /etc/timezone ]; then IFS= read -r zone < /etc/timezone; echo "file $zone"; fi`,
  judge: (readings) => {
    const zones = new Map([...readings].map(([host, reading]) => [host, zoneOf(reading.stdout)]));
    const known = [...zones.values()].filter((zone) => zone !== null);
    // The zone of most hosts; of two as frequent ones, the first in the plan.
    const votes = (zone: Zone) => known.filter((other) => same(zone, other)).length;
    const usual = known.reduce<Zone | null>((best, zone) => (best && votes(best) >= votes(zone) ? best : zone), null);
    const outcomes = new Map<string, Outcome>();
    for (const [host, reading] of readings) {
      const zone = zones.get(host);
      if (!zone || !usual) {
        outcomes.set(host, unreadable(reading));
        continue;
      }
      const values = { zone: label(zone), usual: label(usual), hosts: known.length };
      if (!same(zone, usual)) outcomes.set(host, finding('warn', { ...values, problem: 'differs' }));
      else if (zone.offset !== '+0000') outcomes.set(host, finding('info', { ...values, problem: 'local' }));
      else outcomes.set(host, passed({ ...values, problem: 'none' }));
    }
    return outcomes;
  },
};
