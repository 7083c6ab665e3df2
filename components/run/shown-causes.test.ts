import { describe, expect, it } from 'vitest';
import { causeKinds, causeVariants, type RainbondCause } from '@/lib/kubernetes/rainbond/state';
import english from '@/messages/en/rainbond.json';
import { causeCommands, causeSearch } from './cause-commands';
import { runView, stepView } from './run-fixture';
import { causeOfFailure, shownCauses } from './shown-causes';

const cause = (change: Partial<RainbondCause> = {}): RainbondCause => ({
  kind: 'probe',
  subject: 'pod rbd-system/rbd-api-1',
  component: 'rbd-api',
  since: 0,
  values: { variant: 'readiness', container: 'rbd-api' },
  evidence: 'Readiness probe failed',
  ...change,
});
const cluster = (causes: RainbondCause[]) => ({
  watching: true,
  nodes: [],
  podsReady: 0,
  pods: 0,
  rainbond: { conditions: [], components: [], causes, version: '', suffix: '' },
});

describe('the causes that a page shows', () => {
  it('are those of a run that goes on or failed', () => {
    const view = (state: 'running' | 'failed' | 'succeeded' | 'cancelled') =>
      runView([], { state, cluster: cluster([cause()]) });
    expect(shownCauses(view('running'))).toHaveLength(1);
    expect(shownCauses(view('failed'))).toHaveLength(1);
    expect(shownCauses(view('succeeded'))).toEqual([]);
    expect(shownCauses(view('cancelled'))).toEqual([]);
  });

  it('explain a failed step that waited for Rainbond, and no other', () => {
    const view = runView([], { state: 'failed', cluster: cluster([cause({ kind: 'slow-pull' }), cause()]) });
    expect(causeOfFailure(view, stepView('rainbond-ready/n1', { phase: 'rainbond' }))?.kind).toBe('probe');
    expect(causeOfFailure(view, stepView('kubeadm-join/n1'))).toBeNull();
    const slow = runView([], { state: 'failed', cluster: cluster([cause({ kind: 'slow-pull' })]) });
    expect(causeOfFailure(slow, stepView('rainbond-ready/n1'))?.kind).toBe('slow-pull');
  });
});

it('every kind and variant has its texts', () => {
  const texts: Record<string, Record<string, unknown>> = english.causes;
  for (const kind of causeKinds) {
    expect(english.kinds).toHaveProperty(kind);
    expect(Object.keys(texts[kind] ?? {}).sort()).toEqual(['means', ...causeVariants[kind]].sort());
  }
});

it('every kind has a command to see it by hand, without a value left out', () => {
  for (const kind of causeKinds) {
    const values = {
      variant: 'x',
      host: 'h',
      port: 3306,
      user: 'u',
      database: 'd',
      name: 'n',
      image: 'i',
      container: 'c',
    };
    const commands = causeCommands(cause({ kind, values })).join('\n');
    expect(commands).not.toBe('');
    expect(commands).not.toContain('undefined');
  }
});

it.each([
  ['pod rbd-system/rbd-api-1', 'rbd-api'],
  ['condition DNS', 'DNS'],
  ['claim rbd-system/minio-data', 'minio-data'],
  ['job rbd-system/env-checker', 'env-checker'],
])('%s is found in the log by %s', (subject, text) => {
  expect(causeSearch(cause({ subject }))).toBe(text);
});
