import { expect, it } from 'vitest';
import { selectBoxed, selectedHosts, selectOne, stillThere } from './selection';

const set = (...ids: string[]) => new Set(ids);

it('selects one card in the place of all others', () => {
  expect(selectOne(set('host:0', 'host:1'), 'host:2', false)).toEqual(set('host:2'));
});

it('adds a host to hosts, and takes it out again', () => {
  const two = selectOne(set('host:0'), 'host:2', true);
  expect(two).toEqual(set('host:0', 'host:2'));
  expect(selectOne(two, 'host:0', true)).toEqual(set('host:2'));
});

it('never mixes hosts with a domain or a service: nothing can be done to both', () => {
  expect(selectOne(set('host:0'), 'service:storage', true)).toEqual(set('service:storage'));
  expect(selectOne(set('domain:A'), 'host:1', true)).toEqual(set('host:1'));
});

it('follows a box while it grows and shrinks', () => {
  const grown = selectBoxed(set('service:storage'), [
    { id: 'host:0', selected: true },
    { id: 'host:10', selected: true },
    { id: 'domain:A', selected: true },
  ]);
  expect(selectedHosts(grown)).toEqual([0, 10]);
  expect(selectBoxed(grown, [{ id: 'host:0', selected: false }])).toEqual(set('host:10'));
});

it('drops what an undo has taken away, and is the same set when nothing is gone', () => {
  const selection = set('host:0', 'host:3');
  expect(stillThere(selection, set('host:0'))).toEqual(set('host:0'));
  expect(stillThere(selection, set('host:0', 'host:3'))).toBe(selection);
});
