import { expect, it, test } from 'vitest';
import { domainKey, domainMeant, kindSaid, wantsKind } from './domain-name';
import type { FailureDomain } from './schema';

const rack = (name: string): FailureDomain => ({ name, kind: 'rack' });
const room = (name: string): FailureDomain => ({ name, kind: 'room' });

test.each([
  ['Rack A', 'rack'],
  ['rack-7', 'rack'],
  ['A 机柜', 'rack'],
  ['Server room 2', 'room'],
  ['3 号机房', 'room'],
  ['hypervisor esx01', 'hypervisor'],
  ['宿主机 2', 'hypervisor'],
  ['A', null],
  ['Row 1', null],
  // Words inside other words say nothing.
  ['tracker', null],
  ['Mushroom', null],
])('%s says that it is: %s', (name, kind) => {
  expect(kindSaid(name)).toBe(kind);
});

it('wants its kind said unless the name says what it is, in either language', () => {
  const told = ['A', '7', 'dc1-r02', 'east', 'growth'];
  const saying = ['Rack A', '机架 A', 'Row 1', 'Zone b', 'B 区', ''];
  expect(told.filter((name) => !wantsKind(rack(name)))).toEqual([]);
  expect(saying.filter((name) => wantsKind(rack(name)))).toEqual([]);
});

it('takes two domains for one when a reader could not tell them apart, and only then', () => {
  const same = ['A', 'a', 'Rack A', 'rack  a', '机架 A', 'A 机架'].map((name) => domainKey(rack(name)));
  expect(new Set(same).size).toBe(1);
  const apart = [rack('A'), room('A'), rack('B'), rack('Rack'), rack('Room A'), rack('Row A')].map(domainKey);
  expect(new Set(apart).size).toBe(6);
});

it('finds the domain that is meant by its name or by what is shown for it', () => {
  const domains = [rack('A'), room('B'), rack('Rack C')];
  const meant = (text: string) => domainMeant(domains, text)?.name ?? null;
  expect(['A', ' Rack A', '机架 A', 'Room B', '机房 B', 'B', 'C', 'rack c'].map(meant)).toEqual([
    'A',
    'A',
    'A',
    'B',
    'B',
    'B',
    'Rack C',
    'Rack C',
  ]);
  expect(['Rack B', 'Room A', 'D', ''].map(meant)).toEqual([null, null, null, null]);
});

it('prefers the very name when two look alike', () => {
  expect(domainMeant([rack('A'), rack('Rack A')], 'Rack A')).toEqual(rack('Rack A'));
});
