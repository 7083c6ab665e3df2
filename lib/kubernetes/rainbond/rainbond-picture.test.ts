import { describe, expect, it } from 'vitest';
import { newsLine } from '../cluster-news';
import { cluster, condition, event, now, pod, rbdComponent, waiting } from './rainbond-fixture';
import { RainbondPicture } from './rainbond-picture';
import type { RainbondState } from './state';

function newPicture() {
  const lines: string[] = [];
  const states: (RainbondState | null)[] = [];
  const picture = new RainbondPicture({
    news: (news) => lines.push(newsLine(news)),
    state: (state) => states.push(state),
  });
  picture.listed = true;
  return { picture, lines, states };
}

describe('RainbondPicture', () => {
  it('tells a condition, a component and a cause when they change, and only then', () => {
    const { picture, lines, states } = newPicture();
    picture.look(now);
    expect(states).toEqual([]);
    picture.clusters.seen(cluster([condition('DNS', 'DNSFailed', 'lookup r.example on 10.96.0.10:53: no such host')]));
    picture.pods.seen(pod('rainbond-operator-1', { component: 'rainbond-operator', ready: true }));
    picture.components.seen(rbdComponent('rbd-api', 2));
    picture.pods.seen(pod('rbd-api-1', { ready: true }));
    for (let i = 0; i < 3; i += 1) picture.look(now + i * 1_500);
    expect(lines).toEqual([
      'RainbondCluster condition DNS: False DNSFailed lookup r.example on 10.96.0.10:53: no such host',
      'RbdComponent rainbond-operator: 1 of 1 ready',
      'RbdComponent rbd-api: 1 of 2 ready',
      'cause dns, no-such-host (condition DNS): DNS False DNSFailed: lookup r.example on 10.96.0.10:53: no such host',
    ]);
    expect(states).toHaveLength(1);
    picture.clusters.seen(cluster([condition('DNS', '', '', 0, 'True')]));
    picture.pods.seen(pod('rbd-api-2', { ready: true }));
    picture.look(now + 5_000);
    expect(lines.slice(4)).toEqual([
      'RainbondCluster condition DNS: True',
      'RbdComponent rbd-api: 2 of 2 ready',
      'cause dns, no-such-host (condition DNS): gone',
    ]);
  });

  it('finds a cause that only time makes', () => {
    const { picture, states } = newPicture();
    picture.components.seen(rbdComponent('rbd-api'));
    picture.pods.seen(pod('rbd-api-1', { container: waiting('ContainerCreating'), image: 'r/a:1' }));
    picture.events.seen(event('rbd-api-1', 'Pulling', 'Pulling image "r/a:1"', { since: 0 }));
    picture.look(now);
    expect(states.at(-1)?.causes).toEqual([]);
    picture.look(now + 30_000);
    expect(states.at(-1)?.causes).toMatchObject([{ kind: 'slow-pull' }]);
  });

  it("counts from the cluster's clock when its own is behind", () => {
    const { picture, states } = newPicture();
    picture.pods.seen(pod('rbd-api-1', { container: waiting('ContainerCreating'), image: 'r/a:1' }));
    picture.events.seen(event('rbd-api-1', 'Pulling', 'Pulling image "r/a:1"', { since: 30_000 }));
    picture.events.seen(event('rbd-api-2', 'Pulled', 'x', { since: 0 }));
    picture.look(now - 3_600_000);
    expect(states.at(-1)?.causes).toMatchObject([{ kind: 'slow-pull' }]);
  });

  it('trusts pods before the operator, which stops looking once a component was ready', () => {
    const { picture, states } = newPicture();
    const component = rbdComponent('rbd-api', 2);
    picture.components.seen({ ...component, status: { replicas: 2, readyReplicas: 2, pods: [{ name: 'rbd-api-1' }] } });
    picture.pods.seen(pod('rbd-api-1', { ready: false, node: 'node-2' }));
    picture.look(now);
    expect(states.at(-1)?.components).toMatchObject([
      {
        name: 'rbd-api',
        wanted: 2,
        ready: 0,
        pods: [{ name: 'rbd-api-1', node: 'node-2', ready: false, state: 'Running' }],
      },
    ]);
  });

  it('forgets everything when its kinds go', () => {
    const { picture, states } = newPicture();
    picture.clusters.seen(cluster([]));
    picture.look(now);
    expect(states.at(-1)).toMatchObject({ version: 'v6.9.3-release', suffix: 'apps.example' });
    picture.clusters.clear();
    picture.look(now + 1);
    expect(states.at(-1)).toBeNull();
  });
});
