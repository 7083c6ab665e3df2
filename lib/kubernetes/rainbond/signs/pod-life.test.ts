import { describe, expect, it } from 'vitest';
import { containerKey } from '../last-words';
import type { RainbondObjects } from '../objects';
import { causes, ended, event, kinds, now, passwords, pod, waiting } from '../rainbond-fixture';
import { afterMs, mountMs, probeMs } from './pod-life';

const limit = { containers: [{ name: 'rbd-api', resources: { limits: { memory: '256Mi' } } }] };

describe('memory', () => {
  it('is told at the first end, with the limit', () => {
    const killed = pod('rbd-api-1', {
      container: { ...ended(137, { reason: 'OOMKilled', restarts: 0 }) },
      spec: limit,
    });
    expect(causes({ pods: [killed] })).toMatchObject([
      { kind: 'memory', values: { variant: 'limit', limit: '256Mi', container: 'rbd-api' } },
    ]);
  });

  it('is of the node when there is no limit', () => {
    expect(kinds({ pods: [pod('rbd-api-1', { container: ended(137, { reason: 'OOMKilled' }) })] })).toEqual([
      'memory node',
    ]);
  });

  it('is over when it was ready long enough', () => {
    const again = (ago: number) =>
      pod('rbd-api-1', {
        ready: true,
        container: { ...ended(137, { reason: 'OOMKilled', ago }), ready: true, state: { running: {} } },
      });
    expect(kinds({ pods: [again(afterMs - 1)] })).toEqual(['memory node']);
    expect(kinds({ pods: [again(afterMs)] })).toEqual([]);
  });

  const evicted = (message: string) =>
    pod('rbd-api-1', { phase: 'Failed', status: { phase: 'Failed', reason: 'Evicted', message } });
  it.each([
    ['memory evicted', 'The node was low on resource: memory. Threshold quantity: 100Mi, available: 80Mi.'],
    ['storage disk-pressure', 'The node was low on resource: ephemeral-storage. Threshold quantity: 1Gi.'],
  ])("%s is told by the node's words, until another pod took its place", (kind, message) => {
    expect(kinds({ pods: [evicted(message)] })).toEqual([kind]);
    expect(kinds({ pods: [evicted(message), pod('rbd-api-2', { ready: true })] })).toEqual([]);
  });
});

describe('a pod that has failed', () => {
  const dead = (reason: string, message = '', change: Parameters<typeof pod>[1] = {}) =>
    pod('rbd-api-1', {
      ...change,
      container: ended(137, { restarts: 7 }),
      status: { phase: 'Failed', reason, message },
    });

  it.each([
    ['NodeAffinity', 'Pod was rejected: Predicate NodeAffinity failed', 'rejected'],
    ['NodePorts', 'Pod Predicate NodePorts failed', 'rejected'],
    ['OutOfcpu', 'Pod was rejected: Node didn’t have enough resource: cpu', 'rejected'],
    ['UnexpectedAdmissionError', 'Allocate failed due to no healthy devices', 'rejected'],
    ['SomethingNewer', 'Pod was rejected: for whatever', 'rejected'],
    ['Terminated', 'Pod was terminated in response to imminent node shutdown.', 'shutdown'],
    ['NodeShutdown', 'Pod was rejected as the node is shutting down.', 'shutdown'],
    ['DeadlineExceeded', 'Pod was active on the node longer than the specified deadline', 'other'],
  ])(
    'for %s (%s) is %s by its own words, and no crash, until another pod took its place',
    (reason, message, variant) => {
      expect(causes({ pods: [dead(reason, message)] })).toMatchObject([
        { kind: 'pod-failed', values: { variant, reason, node: 'node-1' }, evidence: `${reason}: ${message}` },
      ]);
      expect(kinds({ pods: [dead(reason, message), pod('rbd-api-2', { ready: true })] })).toEqual([]);
    },
  );

  it('without a word of why is told by how its containers ended', () => {
    const gone = dead('');
    for (const status of gone.status?.containerStatuses ?? [])
      Object.assign(status, {
        state: { terminated: { exitCode: 137, reason: 'Error', finishedAt: new Date(now - 9_000) } },
      });
    gone.status = { ...gone.status, phase: 'Failed', reason: '' };
    expect(causes({ pods: [gone] })).toMatchObject([
      { values: { variant: 'other' }, since: now - 9_000, evidence: 'rbd-api: Error, exit code 137' },
    ]);
    expect(kinds({ pods: [gone, pod('rbd-api-2', { ready: true })] })).toEqual([]);
  });

  it('is lost with its node, whatever its phase says', () => {
    const lost = pod('rbd-api-1', {
      ready: true,
      status: { reason: 'NodeLost', message: 'Node node-1 was unresponsive' },
    });
    expect(kinds({ pods: [lost] })).toEqual(['pod-failed lost']);
    expect(kinds({ pods: [lost, pod('rbd-api-2', { ready: true })] })).toEqual([]);
  });

  it('is not replaced by another dead one, nor by one of another component', () => {
    const other = pod('rbd-api-2', { ready: true, status: { phase: 'Failed', reason: 'NodeAffinity' } });
    expect(kinds({ pods: [dead('NodeAffinity'), other, pod('rbd-mq-1', { ready: true })] })).toEqual([
      'pod-failed rejected',
    ]);
  });

  it('of a Job is its Job’s to tell', () => {
    expect(kinds({ pods: [dead('NodeAffinity', '', { labels: { 'job-name': 'rbd-api' } })] })).toEqual([]);
  });

  it('pulls no image any more', () => {
    const pulling = pod('rbd-api-1', {
      container: waiting('ImagePullBackOff', 'not found'),
      status: { phase: 'Failed', reason: 'NodeAffinity' },
    });
    expect(kinds({ pods: [pulling, pod('rbd-api-2', { ready: true })] })).toEqual([]);
  });
});

describe('a container that ends', () => {
  it('may do so once, and is a crash when it did twice', () => {
    const once = { ...ended(1, { restarts: 1 }), state: { running: { startedAt: new Date(now) } } };
    expect(kinds({ pods: [pod('minio-1', { container: once })] })).toEqual([]);
    expect(kinds({ pods: [pod('minio-1', { container: ended(1, { restarts: 0 }) })] })).toEqual([]);
    expect(
      causes({
        pods: [
          pod('minio-1', {
            component: 'minio',
            container: ended(1, { restarts: 1, message: 'starting\nno such bucket\n' }),
          }),
        ],
      }),
    ).toMatchObject([
      {
        kind: 'crash',
        component: 'minio',
        since: now - 5_000,
        values: { variant: 'exit', exitCode: 1, said: 'no such bucket' },
        evidence: 'no such bucket',
      },
    ]);
  });

  it('is told with the end of its log, once that is read: a login that MySQL refused is the database', () => {
    const crashed = pod('rbd-api-1', { component: 'rbd-api', container: ended(1, { restarts: 2 }) });
    const [status] = crashed.status?.containerStatuses ?? [];
    if (!status) throw new Error('the fixture has no container');
    const told = (said: string | null) =>
      causes({
        pods: [crashed],
        lastWords: new Map(said === null ? [] : [[containerKey(crashed, status), said]]),
      });
    expect(told(null)).toEqual([]);
    expect(told('')).toMatchObject([{ kind: 'crash', values: { said: '' } }]);
    expect(told('panic: no such bucket\n')).toMatchObject([{ kind: 'crash', evidence: 'panic: no such bucket' }]);
    expect(
      told("open region: Error 1045 (28000): Access denied for user 'rainbond'@'10.0.0.11'\ngoroutine 1 [running]:\n"),
    ).toMatchObject([
      {
        kind: 'database',
        values: { variant: 'access-denied', user: 'rainbond', which: 'region' },
        evidence: "open region: Error 1045 (28000): Access denied for user 'rainbond'@'10.0.0.11'",
      },
    ]);
  });

  it('is one cause for all whom the same server fails, told with where it is', () => {
    const fallen = (name: string) => pod(`${name}-1`, { component: name, container: ended(1, { restarts: 2 }) });
    const pods = ['rbd-api', 'rbd-worker'].map(fallen);
    const said = 'database region at 10.0.0.8:3306: dial tcp 10.0.0.8:3306: i/o timeout';
    const lastWords = new Map(
      pods.flatMap((one) => (one.status?.containerStatuses ?? []).map((status) => [containerKey(one, status), said])),
    );
    const found = (of: Partial<RainbondObjects>) => causes({ pods, lastWords, ...of });
    const values = { variant: 'unreachable', which: 'region', port: 3306, affected: 'rbd-worker' };
    expect(found({})).toMatchObject([
      { kind: 'database', component: 'rbd-api', values: { ...values, host: '10.0.0.9', user: 'rainbond' } },
    ]);
    // Before RainbondCluster says where it is, its driver's message does.
    expect(found({ cluster: null })).toMatchObject([{ values: { ...values, host: '10.0.0.8', user: '' } }]);
  });

  it('was ended by a signal', () => {
    expect(kinds({ pods: [pod('minio-1', { container: ended(139) })] })).toEqual(['crash signal']);
  });

  it('says no password in its last line', () => {
    const message = `dial --mysql=rainbond:${passwords.region}@tcp(10.0.0.9:3306)/region failed`;
    const text = JSON.stringify(causes({ pods: [pod('minio-1', { container: ended(1, { message }) })] }));
    expect(text).toContain('failed');
    expect(text).not.toContain(passwords.region);
  });

  it('says no password that only its own arguments carry', () => {
    const own = pod('minio-1', {
      container: ended(1, { message: 'login with onlyhere1234 failed' }),
      spec: { containers: [{ name: 'minio', args: ['--mysql=root:onlyhere1234@tcp(h:3306)/region'] }] },
    });
    const text = JSON.stringify(causes({ pods: [own] }));
    expect(text).toContain('login with [redacted] failed');
  });

  it.each([
    ['CreateContainerConfigError', 'config'],
    ['RunContainerError', 'start'],
  ])('can not be made, %s', (reason, variant) => {
    const scheduled = (since: number) =>
      pod('rbd-mq-1', {
        container: waiting(reason, 'secret "rbd-etcd-secret" not found'),
        status: { conditions: [{ type: 'PodScheduled', status: 'True', lastTransitionTime: new Date(now - since) }] },
      });
    const of = (since: number) => {
      const made = scheduled(since);
      made.status = {
        ...made.status,
        containerStatuses: [
          {
            name: 'rbd-mq',
            image: '',
            imageID: '',
            ready: false,
            restartCount: 0,
            ...waiting(reason, 'secret "rbd-etcd-secret" not found'),
          },
        ],
      };
      return made;
    };
    expect(kinds({ pods: [of(mountMs - 1)] })).toEqual([]);
    expect(causes({ pods: [of(mountMs)] })).toMatchObject([
      { values: { variant }, evidence: `${reason}: secret "rbd-etcd-secret" not found` },
    ]);
  });
});

describe('a probe', () => {
  const failing = (probe: string, since: number, last = 1_000) =>
    event(
      'minio-1',
      'Unhealthy',
      `${probe} probe failed: Get "http://10.244.0.9:9000/health": connect: connection refused`,
      { since, last, container: 'minio' },
    );
  const running = pod('minio-1', { component: 'minio', age: 300_000 });

  it('that asks whether a program is ready is told from the threshold on', () => {
    expect(kinds({ pods: [running], events: [failing('Readiness', probeMs - 1)] })).toEqual([]);
    expect(causes({ pods: [running], events: [failing('Readiness', probeMs)] })).toMatchObject([
      {
        kind: 'probe',
        since: now - probeMs,
        values: { variant: 'readiness', said: 'Get "http://10.244.0.9:9000/health": connect: connection refused' },
      },
    ]);
  });

  it('counts from the start of the program that runs now', () => {
    const started = (ago: number) =>
      pod('minio-1', { component: 'minio', container: { state: { running: { startedAt: new Date(now - ago) } } } });
    const events = [failing('Readiness', 300_000, 1_000)];
    expect(kinds({ pods: [started(probeMs - 1)], events })).toEqual([]);
    expect(kinds({ pods: [started(probeMs)], events })).toEqual(['probe readiness']);
  });

  it('is over when the pod is ready', () => {
    expect(
      kinds({ pods: [pod('minio-1', { component: 'minio', ready: true })], events: [failing('Readiness', 60_000)] }),
    ).toEqual([]);
  });

  it('that asks whether a program is alive is why kubelet ends it, at once', () => {
    const killed = event('minio-1', 'Killing', 'Container minio failed liveness probe, will be restarted', {
      since: 500,
    });
    const pods = [pod('minio-1', { component: 'minio', container: ended(137, { restarts: 3 }) })];
    expect(kinds({ pods, events: [failing('Liveness', 5_000), killed] })).toEqual(['probe liveness']);
    expect(kinds({ pods, events: [] })).toEqual(['crash signal']);
  });

  it('follows from what the component needs', () => {
    const api = pod('rbd-api-1', { container: waiting('ErrImagePull', 'not found') });
    const console_ = pod('rbd-app-ui-1', { component: 'rbd-app-ui', age: 300_000 });
    const events = [
      event('rbd-app-ui-1', 'Unhealthy', 'Readiness probe failed: dial tcp', {
        since: 60_000,
        last: 100,
        container: 'rbd-app-ui',
      }),
    ];
    expect(causes({ pods: [api, console_], events })).toMatchObject([
      { kind: 'image-pull', values: { affected: 'rbd-app-ui' } },
    ]);
    expect(kinds({ pods: [console_], events })).toEqual(['probe readiness']);
  });
});

describe('a volume that can not be mounted', () => {
  const pods = [
    pod('rainbond-operator-2', { component: 'rainbond-operator', container: waiting('ContainerCreating') }),
  ];
  const failed = (message: string, since: number, reason = 'FailedMount') =>
    event('rainbond-operator-2', reason, message, { since });

  it.each([
    [
      'host-path',
      'MountVolume.SetUp failed for volume "rundir" : hostPath type check failed: /run/containerd is not a directory',
    ],
    ['mount-object', 'MountVolume.SetUp failed for volume "ssl" : secret "rbd-api-client-cert" not found'],
    ['mount', 'MountVolume.SetUp failed for volume "pv" : mount failed: mount.nfs: bad option; exit status 32'],
  ])('is told as %s, after the operator had time to make it', (variant, message) => {
    expect(kinds({ pods, events: [failed(message, mountMs - 1)] })).toEqual([]);
    expect(kinds({ pods, events: [failed(message, mountMs)] })).toEqual([`storage ${variant}`]);
  });

  it('a sandbox that can not be made is told as well', () => {
    expect(
      kinds({ pods, events: [failed('Failed to create pod sandbox: pause image', 60_000, 'FailedCreatePodSandBox')] }),
    ).toEqual(['storage sandbox']);
  });
});
