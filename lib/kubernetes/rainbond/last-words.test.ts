import type { V1ContainerState, V1Pod } from '@kubernetes/client-node';
import { expect, test, vi } from 'vitest';
import { LastWords, type LogAsk } from './last-words';

const pod = (state: V1ContainerState, lastState: V1ContainerState = {}): V1Pod => ({
  metadata: { name: 'rbd-api-1', uid: 'u1' },
  status: {
    containerStatuses: [{ name: 'rbd-api', ready: false, restartCount: 1, image: 'i', imageID: 'i', state, lastState }],
  },
});
const ended = (second: number, exitCode = 1, message?: string): V1ContainerState => ({
  terminated: { exitCode, finishedAt: new Date(second * 1000), ...(message && { message }) },
});
const waiting: V1ContainerState = { waiting: { reason: 'CrashLoopBackOff' } };

function reader() {
  const asked: LogAsk[] = [];
  const answers: ((said: string | Error) => void)[] = [];
  const changed = vi.fn();
  const words = new LastWords((ask) => {
    asked.push(ask);
    return new Promise((resolve, reject) =>
      answers.push((said) => (typeof said === 'string' ? resolve(said) : reject(said))),
    );
  }, changed);
  const answer = async (said: string | Error) => {
    answers.shift()?.(said);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { words, asked, answer, changed };
}

test('the log of an end is read once, of the container that was there before when another waits in its place', async () => {
  const { words, asked, answer, changed } = reader();
  words.of([pod(waiting, ended(1))]);
  words.of([pod(waiting, ended(1))]);
  expect(asked).toEqual([{ pod: 'rbd-api-1', container: 'rbd-api', previous: true }]);
  expect(words.said.size).toBe(0);
  await answer('panic: no database\n');
  expect(words.said.get('u1/rbd-api')).toBe('panic: no database\n');
  expect(changed).toHaveBeenCalledOnce();
  // The words of the end before stand until those of the new one are there.
  words.of([pod(ended(9))]);
  expect(asked.at(-1)).toEqual({ pod: 'rbd-api-1', container: 'rbd-api', previous: false });
  expect(words.said.get('u1/rbd-api')).toBe('panic: no database\n');
  await answer('panic: no memory');
  expect(words.said.get('u1/rbd-api')).toBe('panic: no memory');
});

test('a log that can’t be read is silence, and is not asked for again', async () => {
  const { words, asked, answer } = reader();
  words.of([pod(ended(1))]);
  await answer(new Error('pods/log is forbidden'));
  expect(words.said.get('u1/rbd-api')).toBe('');
  words.of([pod(ended(1))]);
  expect(asked).toHaveLength(1);
});

test('nothing is read of what ended well, of what says why itself, or of what runs for the first time', () => {
  const { words, asked } = reader();
  words.of([pod(ended(1, 0)), pod(ended(1, 1, 'said')), pod({ running: {} })]);
  expect(asked).toEqual([]);
});

test('what is of a pod that is gone is forgotten, also when its answer comes late', async () => {
  const { words, answer, changed } = reader();
  words.of([pod(ended(1))]);
  words.of([]);
  await answer('late');
  expect(words.said.size).toBe(0);
  expect(changed).not.toHaveBeenCalled();
});
