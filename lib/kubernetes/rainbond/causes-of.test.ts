import { describe, expect, it } from 'vitest';
import { causesOf } from './causes-of';
import { nothingYet } from './objects';
import { causes, claim, cluster, condition, ended, event, kinds, now, objects, pod, waiting } from './rainbond-fixture';

const everything = {
  cluster: cluster([
    condition('DatabaseRegion', 'DatabaseFailed', 'connection refused'),
    condition('Memory', 'MemoryFailed', 'expected at least 2147483648 memory, but got 1073741824'),
    condition('DNS', 'DNSFailed', 'lookup registry.example on 10.96.0.10:53: no such host'),
  ]),
  claims: [claim('minio-data', { className: 'gone', labels: { name: 'minio' } })],
  pods: [
    pod('rbd-hub-1', { container: waiting('ErrImagePull', 'not found') }),
    pod('rbd-api-1', { container: ended(1) }),
    pod('rbd-gateway-1', { container: ended(3) }),
    pod('minio-1', { component: 'minio', container: ended(3) }),
  ],
  events: [event('rbd-hub-1', 'Pulling', 'x')],
};

describe('causesOf', () => {
  it('finds nothing where nothing is, and nothing in what is well', () => {
    expect(causesOf(nothingYet, now)).toEqual([]);
    expect(kinds({ pods: [pod('rbd-api-1', { ready: true })] })).toEqual([]);
  });

  it('tells the worst kind first, whatever order the API gave', () => {
    const expected = [
      'database refused',
      'dns no-such-host',
      'claim-pending class-missing',
      'image-pull not-found',
      'memory cluster',
      'crash exit',
      'crash exit',
    ];
    expect(kinds(everything)).toEqual(expected);
    const turned = { ...everything, pods: everything.pods.toReversed() };
    expect(JSON.stringify(causes(turned))).toBe(JSON.stringify(causes(everything)));
  });

  it('takes a cause back with its sign', () => {
    expect(
      kinds({ ...everything, cluster: cluster([condition('DNS', '', '', 0, 'True')]), claims: [], pods: [] }),
    ).toEqual([]);
  });

  it('finds the users of both databases of one server that is away', () => {
    const down = ['DatabaseRegion', 'DatabaseConsole'].map((type) =>
      condition(type, 'DatabaseFailed', 'connection refused'),
    );
    const pods = ['rbd-api', 'rbd-app-ui'].map((component) =>
      pod(`${component}-1`, { component, container: ended(1) }),
    );
    expect(causes({ cluster: cluster(down), pods })).toMatchObject([{ values: { affected: 'rbd-api, rbd-app-ui' } }]);
  });

  it('never lets two causes hide each other', () => {
    const provisioner = pod('nfs-provisioner-0', {
      component: 'nfs-provisioner',
      node: '',
      spec: { volumes: [{ name: 'd', persistentVolumeClaim: { claimName: 'nfs-data' } }] },
      status: {
        conditions: [
          { type: 'PodScheduled', status: 'False', message: 'pod has unbound immediate PersistentVolumeClaims' },
        ],
      },
    });
    const found = causesOf(
      { ...objects({ claims: [claim('nfs-data', { className: 'gone' })], pods: [provisioner] }) },
      now,
    );
    expect(found).toMatchObject([{ kind: 'claim-pending', component: 'nfs-provisioner' }]);
  });
});
