import { describe, expect, it } from 'vitest';
import { fakeRunbook } from './fake-runbook';
import { type AttemptFact, ContradictionError, reduce } from './reducer';
import type { AttemptState } from './view';

const limits = { stepsPerHost: 2 };
const facts = (states: Record<string, AttemptState | AttemptState[]>): AttemptFact[] =>
  Object.entries(states).flatMap(([stepId, state]) =>
    [state].flat().map((each, index) => ({ stepId, number: index + 1, state: each })),
  );
const chain = fakeRunbook([
  { id: 'a', host: 'n1' },
  { id: 'b', host: 'n1', needs: ['a'] },
  { id: 'c', host: 'n2' },
]);

describe('reduce', () => {
  it('starts a step only when all it needs have succeeded or were found satisfied', () => {
    expect(reduce(chain, facts({ a: 'waiting', b: 'waiting', c: 'waiting' }), false, limits).start).toEqual(['a', 'c']);
    expect(reduce(chain, facts({ a: 'verifying', b: 'waiting', c: 'acting' }), false, limits).start).toEqual([]);
    expect(reduce(chain, facts({ a: 'satisfied', b: 'waiting', c: 'acting' }), false, limits).start).toEqual(['b']);
    expect(reduce(chain, facts({ a: 'succeeded', b: 'waiting', c: 'acting' }), false, limits).start).toEqual(['b']);
  });

  it('does not let a failed step stop steps that do not need it', () => {
    const moves = reduce(chain, facts({ a: 'failed', b: 'waiting', c: 'waiting' }), false, limits);
    expect(moves).toMatchObject({ start: ['c'], finish: null });
  });

  it('ends as failed when only steps behind a failed one are left', () => {
    expect(reduce(chain, facts({ a: 'failed', b: 'waiting', c: 'succeeded' }), false, limits).finish).toBe('failed');
  });

  it('ends as succeeded when every step succeeded or was satisfied', () => {
    const moves = reduce(chain, facts({ a: 'satisfied', b: 'succeeded', c: ['failed', 'succeeded'] }), false, limits);
    expect(moves.finish).toBe('succeeded');
  });

  it('takes a retry as a new attempt beside the old', () => {
    const moves = reduce(chain, facts({ a: ['failed', 'waiting'], b: 'waiting', c: 'succeeded' }), false, limits);
    expect(moves).toMatchObject({ start: ['a'], finish: null });
  });

  it('starts nothing new in a cancelled run, and stops what is active', () => {
    const moves = reduce(chain, facts({ a: 'succeeded', b: 'waiting', c: 'acting' }), true, limits);
    expect(moves).toEqual({ start: [], resume: ['c'], stop: ['c'], finish: null });
    expect(reduce(chain, facts({ a: 'succeeded', b: 'waiting', c: 'cancelled' }), true, limits).finish).toBe(
      'cancelled',
    );
  });

  it('calls a run succeeded when the cancel came after the last step', () => {
    expect(reduce(chain, facts({ a: 'succeeded', b: 'succeeded', c: 'satisfied' }), true, limits).finish).toBe(
      'succeeded',
    );
  });

  it('carries on every active step after a restart', () => {
    const moves = reduce(chain, facts({ a: 'acting', b: 'waiting', c: 'uploading' }), false, limits);
    expect(moves.resume).toEqual(['a', 'c']);
  });

  it('never runs succeeded steps again', () => {
    const moves = reduce(chain, facts({ a: 'succeeded', b: 'failed', c: 'satisfied' }), false, limits);
    expect([...moves.start, ...moves.resume]).toEqual([]);
  });

  it('keeps to the limit of steps per host, those that are active included', () => {
    const wide = fakeRunbook(['a', 'b', 'c', 'd'].map((id) => ({ id, host: 'n1' })));
    const moves = reduce(wide, facts({ a: 'acting', b: 'waiting', c: 'waiting', d: 'waiting' }), false, limits);
    expect(moves.start).toHaveLength(1);
  });

  it('starts the step first on which the longest chain waits', () => {
    const book = fakeRunbook([
      { id: 'short', host: 'n1', estimateSeconds: 30 },
      { id: 'long', host: 'n1', estimateSeconds: 5 },
      { id: 'after-long', host: 'n2', needs: ['long'], estimateSeconds: 60 },
    ]);
    const waiting = facts({ short: 'waiting', long: 'waiting', 'after-long': 'waiting' });
    expect(reduce(book, waiting, false, { stepsPerHost: 1 }).start).toEqual(['long']);
  });

  it.each<[string, AttemptFact[]]>([
    ['a step without an attempt', facts({ a: 'waiting', b: 'waiting' })],
    ['an attempt of an unknown step', facts({ a: 'waiting', b: 'waiting', c: 'waiting', x: 'failed' })],
    ['a retry of a step that succeeded', facts({ a: ['succeeded', 'waiting'], b: 'waiting', c: 'waiting' })],
    ['a retry while the last attempt still runs', facts({ a: ['acting', 'waiting'], b: 'waiting', c: 'waiting' })],
    ['a step that runs before what it needs', facts({ a: 'acting', b: 'acting', c: 'waiting' })],
    ['a step that succeeded before what it needs', facts({ a: 'failed', b: 'succeeded', c: 'waiting' })],
    ['the same attempt twice', [...facts({ a: 'failed', b: 'waiting', c: 'waiting' }), ...facts({ a: 'failed' })]],
  ])('refuses %s', (_what, attempts) => {
    expect(() => reduce(chain, attempts, false, limits)).toThrow(ContradictionError);
  });

  it('refuses needs that go in a circle instead of calling the run finished', () => {
    const circle = fakeRunbook([
      { id: 'a', host: 'n1', needs: ['b'] },
      { id: 'b', host: 'n1', needs: ['a'] },
    ]);
    expect(() => reduce(circle, facts({ a: 'waiting', b: 'waiting' }), false, limits)).toThrow(ContradictionError);
  });
});
