import { expect, it } from 'vitest';
import { newPlan } from '../new-plan';
import { withoutDomains } from '../samples';
import type { Plan } from '../schema';
import {
  addDomain,
  domainsOf,
  freeDomainName,
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
  const name = (plan: Plan) => freeDomainName(plan, (letter) => `Rack ${letter}`);
  let plan = three();
  for (let count = 0; count < 28; count += 1) plan = addDomain(plan, rack(name(plan)));
  expect(names(plan).slice(24)).toEqual(['Rack Y', 'Rack Z', 'Rack AA', 'Rack AB']);
  expect(name(removeDomain(plan, 'Rack C'))).toBe('Rack C');
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
