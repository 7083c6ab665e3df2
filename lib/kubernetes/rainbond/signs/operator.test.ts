import { describe, expect, it } from 'vitest';
import { causesOf } from '../causes-of';
import { cluster, event, now, objects, pod, waiting } from '../rainbond-fixture';
import { operatorAbsentMs, operatorSilentMs } from './operator';

const kinds = (change: Parameters<typeof objects>[0], pods: ReturnType<typeof pod>[]) =>
  causesOf({ ...objects(change), pods }, now).map(({ kind, values }) => `${kind} ${values.variant}`);

describe('the operator', () => {
  it('has no pod, told after a pod should be there', () => {
    expect(kinds({ cluster: cluster([], operatorAbsentMs - 1) }, [])).toEqual([]);
    expect(kinds({ cluster: cluster([], operatorAbsentMs) }, [])).toEqual(['operator absent']);
  });

  it('may not have one, which its ReplicaSet says', () => {
    const refused = event('rainbond-operator-7f9', 'FailedCreate', 'pods is forbidden: violates PodSecurity', {
      kind: 'ReplicaSet',
    });
    expect(kinds({ cluster: cluster([], 60_000), events: [refused] }, [])).toEqual(['operator refused']);
  });

  it('runs and reports nothing', () => {
    const ready = (age: number) => [pod('rainbond-operator-1', { component: 'rainbond-operator', ready: true, age })];
    const silent = { cluster: cluster([], 300_000) };
    expect(kinds(silent, ready(operatorSilentMs - 1))).toEqual([]);
    expect(kinds(silent, ready(operatorSilentMs))).toEqual(['operator silent']);
  });

  it('that can not start is told by its own pod', () => {
    const own = [
      pod('rainbond-operator-1', { component: 'rainbond-operator', container: waiting('ErrImagePull', 'not found') }),
    ];
    expect(kinds({ cluster: cluster([], 300_000) }, own)).toEqual(['image-pull not-found']);
  });
});
