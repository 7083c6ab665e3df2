import type { CoreV1Event, V1Node, V1Pod } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import { ClusterPicture, type Picture } from './cluster-picture';

const now = Date.parse('2026-11-23T12:00:00Z');
function newPicture() {
  const lines: string[] = [];
  const states: Picture[] = [];
  const picture = new ClusterPicture({ line: (text) => lines.push(text), state: (state) => states.push(state) }, now);
  return { picture, lines, states };
}
const node = (name: string, status: string): V1Node => ({
  metadata: { name },
  status: { conditions: [{ type: 'Ready', status }] },
});
const pod = (phase: string, ready: boolean, waiting?: string): V1Pod => ({
  metadata: { namespace: 'kube-system', name: 'coredns-1' },
  spec: { containers: [], nodeName: 'n1' },
  status: {
    phase,
    conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
    containerStatuses: waiting
      ? [{ name: 'c', image: '', imageID: '', ready, restartCount: 0, state: { waiting: { reason: waiting } } }]
      : [],
  },
});
const event = (count: number, at = now): CoreV1Event => ({
  metadata: { uid: 'e1', name: 'e1' },
  involvedObject: { kind: 'Pod', namespace: 'kube-system', name: 'coredns-1' },
  type: 'Warning',
  reason: 'FailedMount',
  message: 'no such\nsecret',
  count,
  lastTimestamp: new Date(at),
});

describe('ClusterPicture', () => {
  it('says no event again that an earlier watch said, until it happens again', () => {
    const lines: string[] = [];
    const said = new Set(['pod kube-system/coredns-1: Warning FailedMount no such secret']);
    const sink = {
      line: (text: string) => lines.push(text),
      state: () => {},
      wasSaid: (line: string) => said.has(line),
    };
    const picture = new ClusterPicture(sink, now);
    picture.event(event(3));
    picture.event({ ...event(1), metadata: { uid: 'e2', name: 'e2' }, message: 'another' });
    expect(lines).toEqual(['pod kube-system/coredns-1: Warning FailedMount another']);
    picture.watching(true);
    picture.event(event(4));
    picture.event({ ...event(1), metadata: { uid: 'e3', name: 'e3' } });
    expect(lines).toHaveLength(3);
  });

  it('says when a node joins and when it becomes Ready', () => {
    const { picture, lines, states } = newPicture();
    picture.node(node('n1', 'False'));
    picture.node(node('n1', 'True'));
    expect(lines).toEqual(['node n1: joined, NotReady', 'node n1: Ready']);
    expect(states.at(-1)?.nodes).toEqual([{ name: 'n1', ready: 'ready' }]);
  });

  it('shows a silent kubelet as unknown, not as not ready', () => {
    const { picture, states } = newPicture();
    picture.node(node('n1', 'Unknown'));
    expect(states.at(-1)?.nodes).toEqual([{ name: 'n1', ready: 'unknown' }]);
  });

  it('keeps what it saw when it can not ask, and says that it can not', () => {
    const { picture, states } = newPicture();
    picture.watching(true);
    picture.node(node('n1', 'True'));
    picture.watching(false);
    expect(states.at(-1)).toMatchObject({ watching: false, nodes: [{ name: 'n1', ready: 'ready' }] });
  });

  it('says a pod changed only when it did, however often it is shown', () => {
    const { picture, lines, states } = newPicture();
    for (const shown of [
      pod('Pending', false),
      pod('Pending', false, 'ImagePullBackOff'),
      pod('Running', true),
      pod('Running', true),
    ])
      picture.pod(shown);
    expect(lines).toEqual([
      'pod kube-system/coredns-1: Pending on n1',
      'pod kube-system/coredns-1: ImagePullBackOff on n1',
      'pod kube-system/coredns-1: Ready on n1',
    ]);
    expect(states.at(-1)).toMatchObject({ podsReady: 1, pods: 1 });
  });

  it('logs an event once, and again when it happened again', () => {
    const { picture, lines } = newPicture();
    for (const seen of [event(1), event(1), event(2), event(1)]) picture.event(seen);
    expect(lines).toEqual(Array(2).fill('pod kube-system/coredns-1: Warning FailedMount no such secret'));
  });

  it('leaves out what happened long before the watch', () => {
    const { picture, lines } = newPicture();
    picture.event(event(1, now - 3_600_000));
    expect(lines).toEqual([]);
  });
});
