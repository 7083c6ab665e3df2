import { expect, it } from 'vitest';
import type { ObjectsReading } from '@/lib/kubernetes/objects-reading';
import { samplePlan, withRainbond } from '@/lib/plan/samples';
import { hiddenPoints } from './hidden-points';
import { answered, silent } from './reading';
import { nothingRead, type Readings } from './readings';

const plan = samplePlan((each) => {
  withRainbond(each);
  each.registry = { kind: 'built-in' };
});

const node = (name: string, ready: 'ready' | 'not-ready' | 'unknown') =>
  ({ name, ready }) as ObjectsReading['nodes'][number];

function readings(ready: 'ready' | 'not-ready' | 'unknown' = 'ready'): Readings {
  const claim = { namespace: 'rbd-system', bound: true, wanted: true, node: 'node-1' };
  return {
    ...nothingRead(),
    objects: answered(
      {
        nodes: [node('node-1', ready), node('node-2', 'ready')],
        claims: [
          { ...claim, name: 'minio', storageClass: 'local-path' },
          { ...claim, name: 'rbd-app-ui-data', storageClass: 'nfs-client' },
          { ...claim, name: 'mine', storageClass: 'local-path', namespace: 'default' },
        ],
        classes: [
          { name: 'local-path', provisioner: 'rancher.io/local-path' },
          { name: 'nfs-client', provisioner: 'nfs' },
        ],
      } as unknown as ObjectsReading,
      1,
    ),
    rainbond: answered(
      {
        components: [
          { name: 'rbd-mq', wanted: 1, ready: 1, pods: [{ node: 'node-2' }], image: '' },
          { name: 'rbd-api', wanted: 2, ready: 2, pods: [], image: '' },
        ],
      } as never,
      1,
    ),
  };
}

const said = (from: Readings) =>
  hiddenPoints(plan, from).map(({ kind, subject, node: on, state }) => `${kind} ${subject} ${on} ${state}`);

it('names the image hub’s host, what runs once and what is on one disk, each with its state now', () => {
  expect(said(readings())).toEqual([
    'goodrain-me  node-1 up',
    'one-replica rbd-mq node-2 up',
    'local-volume minio node-1 up',
  ]);
});

it('a node that isn’t ready takes its points down, and one that went silent leaves them unknown', () => {
  expect(said(readings('not-ready'))[0]).toBe('goodrain-me  node-1 down');
  expect(said(readings('unknown'))[2]).toBe('local-volume minio node-1 unknown');
});

it('nothing is up while the API can’t be asked', () => {
  const old = readings();
  const now = { ...old, objects: silent(old.objects, '', 2), rainbond: silent(old.rainbond, '', 2) };
  expect(said(now).filter((each) => !each.endsWith(' unknown'))).toEqual([]);
  expect(said(now)).toHaveLength(3);
});

it('a plan without Rainbond has none of them', () => {
  expect(hiddenPoints(samplePlan(), readings())).toEqual([]);
});
