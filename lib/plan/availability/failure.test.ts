import { expect, test } from 'vitest';
import { buildPlan, outside } from '../testing/build-plan';
import { failureOf, hostsOfDomain } from './failure';
import { modelOf } from './model';

const endpoints = ['10.0.0.12:2379', '10.0.9.5:2379', '10.0.9.6:2379'];
const model = modelOf(
  buildPlan(['all @a', 'all @a', 'all @b'], {
    ...outside,
    database: { kind: 'external', host: '10.0.0.13' },
    rainbond: { kind: '5.17' },
    etcd: { kind: 'external', endpoints },
  }),
);

test('hosts fail in a mode, services are not there', () => {
  expect(failureOf(model, ['host:0', 'service:registry'], 'lost')).toEqual({
    hosts: { 'host:0': 'lost' },
    services: ['service:registry'],
  });
});

test('a service on a host of the plan fails with that host', () => {
  expect(failureOf(model, ['service:database'])).toEqual({ hosts: { 'host:2': 'powered-off' }, services: [] });
});

test('an outside etcd that the topology shows as one fails with all of its endpoints that are no hosts', () => {
  expect(failureOf(model, ['service:etcd']).services).toEqual(['service:etcd:1', 'service:etcd:2']);
});

test('a domain is its hosts', () => {
  expect(hostsOfDomain(model, 'a')).toEqual(['host:0', 'host:1']);
  expect(hostsOfDomain(model, 'c')).toEqual([]);
});
