import { expect, it } from 'vitest';
import { failureModes } from '@/lib/plan/availability/failure';
import { type AvailabilityModel, modelOf } from '@/lib/plan/availability/model';
import { buildPlan, outside } from '@/lib/plan/testing/build-plan';
import { askingParameters, failingIn, failingParameters } from './failing-address';

const plan = buildPlan(['all @Rack A', 'all @Rack B', 'all @Rack B'], outside);
const model = modelOf(plan);
const read = (text: string, from: AvailabilityModel = model) => failingIn(from, new URLSearchParams(text));

it.each(failureModes)('reads back what it wrote: hosts, domains and services, %s', (mode) => {
  const parts = ['host:2', 'domain:Rack B', 'service:registry', 'console'];
  const written = new URLSearchParams(failingParameters(model, { mode, parts })).toString();
  expect(read(written)).toEqual({ mode, parts });
});

it('names hosts, so that a person can read and write the address', () => {
  expect(failingParameters(model, { mode: 'lost', parts: ['host:1'] })).toEqual([
    ['what-if', 'lost'],
    ['fail', 'node-2'],
  ]);
});

it('counts hosts whose name is empty, doubled or no name', () => {
  const unnamed = modelOf({
    ...plan,
    hosts: plan.hosts.map((host, index) => ({ ...host, name: ['twin', 'twin', ''][index] ?? '' })),
  });
  const parts = ['host:1', 'host:2'];
  const written = failingParameters(unnamed, { mode: 'lost', parts });
  expect(written.map(([, value]) => value)).toEqual(['lost', '#2', '#3']);
  expect(read(new URLSearchParams(written).toString(), unnamed)?.parts).toEqual(parts);
});

it('tells a host called console from the machine of the console', () => {
  const named = modelOf({
    ...plan,
    hosts: plan.hosts.map((host, index) => (index ? host : { ...host, name: 'console' })),
  });
  for (const part of ['host:0', 'console']) {
    const written = new URLSearchParams(failingParameters(named, { mode: 'lost', parts: [part] })).toString();
    expect(read(written, named)?.parts).toEqual([part]);
  }
});

it('leaves out what the plan does not have, and what is there twice', () => {
  const text = 'what-if=lost&fail=node-9&fail=%239&fail=domain:Rack+Z&fail=service:nope&fail=node-1&fail=node-1';
  expect(read(text)).toEqual({ mode: 'lost', parts: ['host:0'] });
});

it('takes a mode that does not exist for powered off', () => {
  expect(read('what-if=moon')).toEqual({ mode: 'powered-off', parts: [] });
});

it('asks nothing without its parameter, and asks with it alone', () => {
  expect(read('section=hosts&fail=node-1')).toBeNull();
  expect(read(new URLSearchParams(askingParameters).toString())).toEqual({ mode: 'powered-off', parts: [] });
});
