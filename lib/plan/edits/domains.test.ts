import { expect, it } from 'vitest';
import { newPlan } from '../new-plan';
import { withoutDomains } from '../samples';
import type { Plan } from '../schema';
import {
  addDomain,
  domainsOf,
  freeDomainName,
  moveDomain,
  moveToDomain,
  removeDomain,
  renameDomain,
  setDomainKind,
} from './domains';

const three = () => withoutDomains(newPlan('x', 'three-hosts', () => 0));
const rack = (name: string) => ({ name, kind: 'rack' as const });
const where = (plan: Plan) => plan.hosts.map((host) => host.failureDomain);
const names = (plan: Plan) => domainsOf(plan).map(({ name }) => name);

it('adds a domain without hosts, and never the same twice', () => {
  const plan = addDomain(three(), { name: 'Room 1', kind: 'room' });
  expect(plan.domains).toEqual([{ name: 'Room 1', kind: 'room' }]);
  expect(addDomain(plan, rack('Room 1'))).toBe(plan);
  expect(addDomain(plan, rack(''))).toBe(plan);
});

it('lists domains that only hosts know after those of the plan', () => {
  const plan = addDomain(three(), rack('B'));
  const [first] = plan.hosts;
  if (first) first.failureDomain = 'A';
  expect(names(plan)).toEqual(['B', 'A']);
});

it('names a new domain by the first free letter, and goes on with two letters', () => {
  const name = (plan: Plan) => freeDomainName(plan, 'rack', (letter) => `Rack ${letter}`);
  let plan = three();
  for (let count = 0; count < 28; count += 1) plan = addDomain(plan, rack(name(plan)));
  expect(names(plan).slice(24)).toEqual(['Y', 'Z', 'AA', 'AB']);
  expect(name(removeDomain(plan, 'C'))).toBe('C');
});

it('names no new domain as one that looks the same, nor two by one key', () => {
  const plan = addDomain(addDomain(three(), rack('Rack A')), { name: 'B', kind: 'room' });
  expect(freeDomainName(plan, 'rack', (letter) => `Rack ${letter}`)).toBe('Rack B');
  expect(freeDomainName(plan, 'room', (letter) => `Room ${letter}`)).toBe('A');
});

it('adds and renames to nothing that looks as another domain does', () => {
  const plan = addDomain(addDomain(three(), rack('A')), rack('B'));
  expect(addDomain(plan, rack('Rack A'))).toBe(plan);
  expect(renameDomain(plan, 'B', 'Rack A')).toBe(plan);
  expect(names(renameDomain(plan, 'B', 'Rack B'))).toEqual(['A', 'Rack B']);
});

it('moves a host into the domain that is meant, and makes a new one of the kind that its name says', () => {
  const plan = addDomain(three(), rack('A'));
  expect(where(moveToDomain(plan, 0, 'Rack A'))).toEqual(['A', '', '']);
  expect(moveToDomain(plan, 0, '机房 2').domains).toEqual([rack('A'), { name: '机房 2', kind: 'room' }]);
});

it('moves hosts into a domain, makes one that is new, and takes them out again', () => {
  const plan = moveToDomain(three(), new Set([0, 2]), 'A');
  expect(where(plan)).toEqual(['A', '', 'A']);
  expect(plan.domains).toEqual([rack('A')]);
  const out = moveToDomain(plan, 0, '');
  expect(where(out)).toEqual(['', '', 'A']);
  expect(names(moveToDomain(out, 2, ''))).toEqual(['A']);
});

it('renames a domain with its hosts, in its place', () => {
  const plan = moveToDomain(addDomain(addDomain(three(), rack('A')), rack('B')), 1, 'A');
  const renamed = renameDomain(plan, 'A', 'Row 7');
  expect(names(renamed)).toEqual(['Row 7', 'B']);
  expect(where(renamed)).toEqual(['', 'Row 7', '']);
});

it('refuses a name that is empty or taken, because two domains would become one', () => {
  const plan = addDomain(addDomain(three(), rack('A')), rack('B'));
  expect(renameDomain(plan, 'A', 'B')).toBe(plan);
  expect(renameDomain(plan, 'A', '')).toBe(plan);
});

it('moves a domain to the front or to the back, and no further than the end', () => {
  const plan = moveToDomain(addDomain(addDomain(three(), rack('A')), rack('B')), 0, 'B');
  // One that only a host names stands last, and is listed once it moves.
  const [, second] = plan.hosts;
  if (second) second.failureDomain = 'C';
  expect(names(moveDomain(plan, 'B', -1))).toEqual(['B', 'A', 'C']);
  expect(moveDomain(plan, 'C', -1).domains).toEqual([rack('A'), rack('C'), rack('B')]);
  expect(moveDomain(plan, 'A', -1)).toBe(plan);
  expect(moveDomain(plan, 'C', 1)).toBe(plan);
  expect(moveDomain(plan, 'Z', 1)).toBe(plan);
  expect(where(moveDomain(plan, 'B', -1))).toEqual(where(plan));
});

it('removes a domain and keeps its hosts', () => {
  const plan = removeDomain(moveToDomain(three(), 0, 'A'), 'A');
  expect(plan.domains).toEqual([]);
  expect(where(plan)).toEqual(['', '', '']);
});

it('makes a domain of hosts a room, also when the plan had only its name', () => {
  const plan = three();
  const [first] = plan.hosts;
  if (first) first.failureDomain = 'A';
  expect(setDomainKind(plan, 'A', 'room').domains).toEqual([{ name: 'A', kind: 'room' }]);
});
