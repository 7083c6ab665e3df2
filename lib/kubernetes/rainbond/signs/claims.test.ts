import { describe, expect, it } from 'vitest';
import { causes, claim, event, kinds, now, pod, rbdComponent, storageClass, waiting } from '../rainbond-fixture';
import { classMissingMs, noProvisionerMs } from './claims';

const of = (name: string, reason: string, message: string, since = 30_000) =>
  event(name, reason, message, { since, kind: 'PersistentVolumeClaim' });
const external =
  "Waiting for a volume to be created either by the external provisioner 'shared.example/nfs' or manually by the system administrator.";

describe('a claim that stays Pending', () => {
  it('has no class of its name, told after two passes of the operator', () => {
    const missing = (age: number) => ({
      claims: [claim('rbd-app-ui', { className: 'gone', age, labels: { name: 'rbd-app-ui' } })],
    });
    expect(kinds(missing(classMissingMs - 1))).toEqual([]);
    expect(causes(missing(classMissingMs))).toMatchObject([
      {
        kind: 'claim-pending',
        subject: 'claim rbd-system/rbd-app-ui',
        component: 'rbd-app-ui',
        since: now - classMissingMs,
        values: { variant: 'class-missing', class: 'gone', classes: 'shared' },
      },
    ]);
  });

  it('asks for the default class where none is', () => {
    const claims = [claim('data', { className: null })];
    expect(kinds({ claims })).toEqual(['claim-pending no-class']);
    expect(kinds({ claims, classes: [storageClass('standard', 'x', true)] })).toEqual([]);
  });

  it('says nothing of classes before they are known', () => {
    expect(kinds({ claims: [claim('data', { className: 'gone' })], classes: null })).toEqual([]);
  });

  it('has a provisioner that does not answer, told after what one takes', () => {
    const asked = (since: number) => ({
      claims: [claim('data')],
      events: [of('data', 'ExternalProvisioning', external, since)],
    });
    expect(kinds(asked(noProvisionerMs - 1))).toEqual([]);
    expect(causes(asked(noProvisionerMs))).toMatchObject([
      { values: { variant: 'no-provisioner', provisioner: 'shared.example/nfs' }, evidence: external },
    ]);
  });

  it('is told at once in the words of a provisioner that refuses it', () => {
    const said = 'failed to provision volume with StorageClass "shared": rpc error: mkdir /exports: permission denied';
    expect(
      causes({ claims: [claim('data', { age: 500 })], events: [of('data', 'ProvisioningFailed', said, 400)] }),
    ).toMatchObject([{ values: { variant: 'failed', said }, evidence: said }]);
  });

  it('asks for volumes made by hand, of which none is left', () => {
    const classes = [storageClass('shared', 'kubernetes.io/no-provisioner')];
    const events = [
      of('data', 'FailedBinding', 'no persistent volumes available for this claim and no storage class is set'),
    ];
    expect(kinds({ claims: [claim('data')], classes, events })).toEqual(['claim-pending no-volume']);
    expect(kinds({ claims: [claim('data', { age: noProvisionerMs - 1 })], classes, events })).toEqual([]);
  });

  it('waits for its first pod, which is no cause', () => {
    const events = [of('data', 'WaitForFirstConsumer', 'waiting for first consumer to be created before binding')];
    expect(kinds({ claims: [claim('data', { age: 600_000 })], events })).toEqual([]);
  });

  it('is over when it is bound, and told when its volume is lost', () => {
    const events = [of('data', 'ProvisioningFailed', 'no')];
    expect(kinds({ claims: [claim('data', { phase: 'Bound' })], events })).toEqual([]);
    expect(kinds({ claims: [claim('data', { phase: 'Lost' })] })).toEqual(['claim-pending lost']);
  });

  it('is one cause for all claims of a class', () => {
    const claims = ['a', 'b'].map((name) => claim(name, { className: 'gone' }));
    expect(causes({ claims })).toMatchObject([{ values: { claims: 'a, b', count: 2 } }]);
  });
});

describe('what follows from a claim', () => {
  const claims = [claim('minio-data', { className: 'gone' })];
  const unbound = pod('minio-1', {
    component: 'minio',
    node: '',
    spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'minio-data' } }] },
    status: {
      conditions: [
        {
          type: 'PodScheduled',
          status: 'False',
          reason: 'Unschedulable',
          message:
            '0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
          lastTransitionTime: new Date(now - 50_000),
        },
      ],
    },
  });

  it('is its pod, named under the claim and not beside it', () => {
    expect(causes({ claims, pods: [unbound] })).toMatchObject([{ kind: 'claim-pending', component: 'minio' }]);
  });

  it('is no news while the claim itself is young', () => {
    expect(kinds({ claims: [claim('minio-data', { className: 'gone', age: 5_000 })], pods: [unbound] })).toEqual([]);
  });

  it('a claim follows from its provisioner, when that is a component that has a cause', () => {
    const events = [of('data', 'ExternalProvisioning', external)];
    const broken = pod('local-path-provisioner-1', {
      component: 'local-path-provisioner',
      container: waiting('ErrImagePull', 'not found'),
    });
    const found = causes({
      components: [rbdComponent('local-path-provisioner'), rbdComponent('minio')],
      claims: [claim('data', { labels: { name: 'minio' } })],
      events,
      pods: [broken],
    });
    expect(found).toMatchObject([
      { kind: 'image-pull', component: 'local-path-provisioner', values: { affected: 'minio' } },
    ]);
  });
});
