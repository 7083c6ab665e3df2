import { expect, it } from 'vitest';
import { serviceSlots } from '@/lib/plan/edits/services';
import { clientsId, domainId, hostId, refOf, slotId } from './node-ids';

it('knows again what each id stands for, also a domain with a colon in its name', () => {
  expect(refOf(hostId(12))).toEqual({ kind: 'host', index: 12 });
  expect(refOf(domainId('Room 2: left'))).toEqual({ kind: 'domain', name: 'Room 2: left' });
  for (const slot of serviceSlots) expect(refOf(slotId(slot))).toEqual({ kind: 'slot', slot });
  expect(refOf(clientsId)).toEqual({ kind: 'other' });
});
