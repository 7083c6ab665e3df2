import type { ServiceSlot } from '@/lib/plan/edits/services';

/** Ids in the diagram, which `NodeStates` and `onToggleFailure` speak of. A host is its place in the plan. */
export const hostId = (index: number) => `host:${index}`;
export const domainId = (name: string) => `domain:${name}`;
export const slotId = (slot: ServiceSlot) => (slot.startsWith('entry.') ? slot.replace('.', ':') : `service:${slot}`);
export const consoleId = 'console';
export const clientsId = 'clients';
export const networkId = 'network';

export type NodeRef =
  | { kind: 'host'; index: number }
  | { kind: 'domain'; name: string }
  | { kind: 'slot'; slot: ServiceSlot }
  | { kind: 'other' };

/** What an id stands for. */
export function refOf(id: string): NodeRef {
  const at = id.indexOf(':');
  const [kind, rest] = [id.slice(0, at), id.slice(at + 1)];
  if (kind === 'host') return { kind, index: Number(rest) };
  if (kind === 'domain') return { kind, name: rest };
  if (kind === 'entry') return { kind: 'slot', slot: `entry.${rest}` as ServiceSlot };
  if (kind === 'service') return { kind: 'slot', slot: rest as ServiceSlot };
  return { kind: 'other' };
}
