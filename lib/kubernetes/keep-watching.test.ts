import { EventEmitter, getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { keepWatching } from './watch-cluster';

test('a watch that is started again has one listener at the signal each time, and none when it ended', async () => {
  const events = new EventEmitter();
  const stop = new AbortController();
  const listening: number[] = [];
  const informer = {
    on: (verb: string, listener: (value: unknown) => void) => events.on(verb, listener),
    start: async () => {
      listening.push(getEventListeners(stop.signal, 'abort').length);
      if (listening.length === 3) return stop.abort();
      events.emit('error', new Error('gone'));
    },
    stop: async () => {},
  };
  const nothing = () => {};
  const sinks = { seen: nothing, gone: nothing, clear: nothing, health: nothing };
  await keepWatching(() => informer as never, { ...sinks, signal: stop.signal });
  expect(listening).toEqual([1, 1, 1]);
  expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
});
