import { applicationAddress, entryPorts, virtualAddress } from '../entry-ports';
import { current } from '../reading';
import { type Judge, say, unasked, unknown } from './say';

/** The entry's ports as a client finds them; and of a virtual address, who holds it. */
export const applicationEntry: Judge = ({ plan, readings: { entry, vip } }) => {
  const id = 'application-entry';
  if (applicationAddress(plan) === '') return unasked(id, 'entryNone');
  const virtual = virtualAddress(plan) !== null;
  const holders = virtual ? current(vip) : null;
  if (virtual && holders && holders.holders.length > 1)
    return say(id, [vip], 'degraded', 'vipTwice', { hosts: holders.holders.join(', ') });
  const wanted = entryPorts(plan);
  if (wanted.length === 0) {
    // Nothing listens there before Rainbond does: what can be known is that somebody holds the address.
    if (!virtual) return unasked(id, 'entryUnused');
    if (!holders) return unknown(id, [vip]);
    const [holder] = holders.holders;
    if (holder) return say(id, [vip], 'up', 'vip', { host: holder });
    return holders.unasked.length > 0
      ? unasked(id, 'vipUnasked', { hosts: holders.unasked.join(', ') })
      : say(id, [vip], 'down', 'vipNobody', { address: holders.address });
  }
  const seen = current(entry);
  if (!seen) return unknown(id, [entry]);
  const open = seen.ports.filter((port) => port.open);
  const shut = seen.ports.filter((port) => !port.open).map(({ port }) => port);
  if (open.length === 0) return say(id, [entry], 'down', 'entryShut', { address: seen.address });
  if (shut.length > 0) return say(id, [entry], 'degraded', 'entrySome', { ports: shut.join(', ') });
  const [holder] = holders?.holders ?? [];
  if (holder) return say(id, [entry, vip], 'up', 'vip', { host: holder });
  const ms = Math.max(...open.map((port) => port.ms ?? 0));
  return say(id, [entry], 'up', 'entry', { of: open.length, ms: Math.max(1, Math.round(ms)) });
};
