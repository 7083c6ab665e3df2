import { expect, test } from 'vitest';
import type { Runbook } from '@/lib/runbook/runbook';
import { goldenRunbook } from '@/lib/runbook/testing';
import { consoleMoveAddress, consoleMoveOf } from './console-move';
import type { RunView } from './view';

/** What the run's page has of a runbook. */
function viewOf({ kind, hosts, steps }: Runbook): Pick<RunView, 'kind' | 'steps' | 'hosts'> {
  return { kind, hosts, steps: steps.map((step) => ({ ...step, state: 'succeeded', attempts: [], uploadBytes: 0 })) };
}

test('a console that moved answers at the entry, on the port that was chosen', () => {
  expect(consoleMoveOf(viewOf(goldenRunbook('migrate-console')))).toEqual({
    ...{ direction: 'move', host: 'node-2', container: 'rainbond-allinone', dataFolder: '/root/rainbonddata' },
    ...{ port: '7071', url: 'http://10.0.0.11:7071' },
  });
});

test('a console that went back answers on its own host again', () => {
  expect(consoleMoveOf(viewOf(goldenRunbook('migrate-console-back')))).toMatchObject({
    ...{ direction: 'back', url: 'http://10.0.0.12:7070' },
  });
});

test('other runs move no console', () => {
  expect(consoleMoveOf(viewOf(goldenRunbook('uninstall-rainbond')))).toBeNull();
});

test('the other direction is asked for with what this one had', () => {
  const moved = consoleMoveOf(viewOf(goldenRunbook('migrate-console')));
  expect(moved && consoleMoveAddress('p', moved, 'back')).toBe(
    '/plans/p/console?host=node-2&container=rainbond-allinone&data=%2Froot%2Frainbonddata&port=7071&to=back',
  );
});
