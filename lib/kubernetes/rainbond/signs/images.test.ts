import { describe, expect, it } from 'vitest';
import { causes, event, kinds, now, pod, waiting } from '../rainbond-fixture';
import { registryOf, slowPullMs } from './images';

const image = 'registry.example/rainbond/rbd-api:v6.9.3-release';
const rpc = (what: string) => `rpc error: code = Unknown desc = failed to pull and unpack image "${image}": ${what}`;

describe('an image that can not be pulled', () => {
  it.each([
    ['not-found', `rpc error: code = NotFound desc = failed to resolve reference "${image}": ${image}: not found`],
    [
      'x509',
      rpc(
        'failed to do request: Head "https://registry.example/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority',
      ),
    ],
    [
      'http',
      rpc('failed to do request: Head "https://registry.example/v2/": http: server gave HTTP response to HTTPS client'),
    ],
    ['auth', rpc('failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized')],
    [
      'auth',
      rpc(
        'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
      ),
    ],
    ['timeout', rpc('failed to do request: Head "https://registry.example/v2/": dial tcp 10.0.0.7:443: i/o timeout')],
    [
      'refused',
      rpc(
        'failed to do request: Head "https://registry.example/v2/": dial tcp 10.0.0.7:443: connect: connection refused',
      ),
    ],
    [
      'unknown-host',
      rpc(
        'failed to do request: Head "https://registry.example/v2/": dial tcp: lookup registry.example on 10.0.0.2:53: no such host',
      ),
    ],
    ['no-space', rpc('failed to extract layer: write /var/lib/containerd: no space left on device')],
    ['rate-limit', rpc('unexpected status code 429 Too Many Requests: toomanyrequests')],
    ['other', rpc('something new')],
  ])("is told as %s by the runtime's words", (variant, message) => {
    const [cause, ...more] = causes({ pods: [pod('rbd-api-1', { container: waiting('ErrImagePull', message) })] });
    expect(more).toEqual([]);
    expect(cause).toMatchObject({
      kind: 'image-pull',
      component: 'rbd-api',
      subject: 'pod rbd-system/rbd-api-1',
      values: { variant, image, registry: 'registry.example', node: 'node-1' },
    });
    expect(cause?.evidence).toContain(message.slice(-30));
  });

  it('is read from the event when kubelet only says that it backs off', () => {
    const pods = [pod('rbd-api-1', { container: waiting('ImagePullBackOff', `Back-off pulling image "${image}"`) })];
    const failed = event('rbd-api-1', 'Failed', `Failed to pull image "${image}": ${rpc('x509: unknown authority')}`, {
      since: 40_000,
      last: 1_000,
    });
    const [cause] = causes({ pods, events: [failed, event('rbd-api-1', 'Failed', 'Error: ImagePullBackOff')] });
    expect(cause).toMatchObject({ values: { variant: 'x509' }, since: now - 40_000 });
  });

  it.each([
    ['InvalidImageName', 'bad-name'],
    ['ErrImageNeverPull', 'never'],
  ])('is told by its reason %s', (reason, variant) => {
    expect(kinds({ pods: [pod('rbd-api-1', { container: waiting(reason) })] })).toEqual([`image-pull ${variant}`]);
  });

  it('is one cause for all images of a registry that refuses, and names all components and nodes', () => {
    const refuses = (name: string, node: string) =>
      pod(name, { node, container: waiting('ErrImagePull', 'x509: certificate signed by unknown authority') });
    const found = causes({ pods: [refuses('rbd-api-1', 'node-2'), refuses('rbd-mq-1', 'node-1')] });
    expect(found).toHaveLength(1);
    expect(found[0]?.values).toMatchObject({ count: 2, node: 'node-1, node-2', affected: 'rbd-mq' });
  });

  it('is a cause for each image that a registry does not have', () => {
    const missing = (name: string) => pod(name, { container: waiting('ErrImagePull', 'not found') });
    expect(kinds({ pods: [missing('rbd-api-1'), missing('rbd-mq-1')] })).toEqual(Array(2).fill('image-pull not-found'));
  });

  it('is no cause of a pod that is going', () => {
    const going = pod('rbd-api-1', { container: waiting('ErrImagePull', 'not found') });
    going.metadata = { ...going.metadata, deletionTimestamp: new Date(now) };
    expect(kinds({ pods: [going] })).toEqual([]);
  });
});

describe('an image that is pulled slowly', () => {
  const pods = [pod('rbd-api-1', { container: waiting('ContainerCreating') })];
  const pulling = (since: number) => event('rbd-api-1', 'Pulling', `Pulling image "${image}"`, { since });

  it('is told from the threshold on, with image, node and since when', () => {
    expect(kinds({ pods, events: [pulling(slowPullMs - 1)] })).toEqual([]);
    expect(causes({ pods, events: [pulling(slowPullMs)] })).toMatchObject([
      { kind: 'slow-pull', since: now - slowPullMs, values: { image, node: 'node-1' } },
    ]);
  });

  it('is over once it is pulled', () => {
    const pulled = event('rbd-api-1', 'Pulled', `Successfully pulled image "${image}" in 41s`, { since: 1_000 });
    expect(kinds({ pods, events: [pulling(60_000), pulled] })).toEqual([]);
  });
});

it.each([
  ['registry.example/a/b:1', 'registry.example'],
  ['localhost/a', 'localhost'],
  ['r:5000/a', 'r:5000'],
  ['goodrain/rbd-api:1', 'docker.io'],
  ['busybox:1.36', 'docker.io'],
])('%s is of the registry %s', (name, registry) => {
  expect(registryOf(name)).toBe(registry);
});
