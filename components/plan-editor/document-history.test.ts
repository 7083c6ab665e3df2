import { expect, it } from 'vitest';
import { newPlan } from '@/lib/plan/new-plan';
import { change, redo, startHistory, undo } from './document-history';

const plan = (name: string) => newPlan(name, 'empty', () => 0);
const names = (history: ReturnType<typeof startHistory>) => ({
  past: history.past.map((p) => p.name),
  present: history.present.name,
  future: history.future.map((p) => p.name),
});

it('goes back and forth', () => {
  let history = change(change(startHistory(plan('a')), plan('b'), '', 0), plan('c'), '', 1);
  history = undo(undo(history));
  expect(names(history)).toEqual({ past: [], present: 'a', future: ['b', 'c'] });
  expect(names(redo(history))).toEqual({ past: ['a'], present: 'b', future: ['c'] });
});

it('forgets what was undone once something new is typed', () => {
  const history = change(undo(change(startHistory(plan('a')), plan('b'), '', 0)), plan('c'), '', 1);
  expect(names(history)).toEqual({ past: ['a'], present: 'c', future: [] });
});

it('folds typing in one field into one change, until a second passes or the field changes', () => {
  const typed = change(change(startHistory(plan('a')), plan('ab'), 'name', 0), plan('abc'), 'name', 900);
  expect(names(typed).past).toEqual(['a']);
  expect(names(change(typed, plan('abcd'), 'name', 2000)).past).toEqual(['a', 'abc']);
  expect(names(change(typed, plan('abcd'), 'other', 950)).past).toEqual(['a', 'abc']);
});

it('stays where it is with nothing to undo or redo, and with a change that changes nothing', () => {
  const history = startHistory(plan('a'));
  expect(undo(history)).toBe(history);
  expect(redo(history)).toBe(history);
  expect(change(history, history.present, '', 0)).toBe(history);
});
