import { beforeEach, expect, test, vi } from 'vitest';
import { samplePlan } from '@/lib/plan/samples';
import type { PlanHost } from '@/lib/plan/schema';
import { credentialSecret } from '@/lib/store/credentials';
import { pinnedKeys } from '@/lib/store/host-keys';
import { targetOf } from './target-of';

vi.mock('@/lib/store/credentials', () => ({ credentialSecret: vi.fn() }));
vi.mock('@/lib/store/host-keys', () => ({ pinnedKeys: vi.fn(async () => []) }));

const host = samplePlan().hosts[0] as PlanHost;
beforeEach(() => vi.mocked(credentialSecret).mockReset());

test('a host’s credential becomes its login, with the sudo password that goes with it', async () => {
  const secret = { kind: 'password', password: 'x' } as const;
  vi.mocked(credentialSecret).mockResolvedValue({ secret, sudoPassword: 's' });
  expect(await targetOf(host)).toEqual({
    ...{ name: 'node-1', address: '10.0.0.11', port: 22, user: 'root' },
    ...{ secret, sudoPassword: 's', pinnedKeys: [] },
  });
});

test('one that is gone is said', async () => {
  vi.mocked(credentialSecret).mockResolvedValue(null);
  await expect(targetOf(host)).rejects.toMatchObject({ code: 'credential-missing' });
});

test('a kubeconfig or a client certificate is not sent to a host', async () => {
  vi.mocked(credentialSecret).mockResolvedValue({ secret: { kind: 'kubeconfig', kubeconfig: 'secret text' } });
  const error = await targetOf(host).catch((thrown: Error) => thrown);
  expect(error).toMatchObject({ code: 'credential-kind', values: { host: 'node-1', found: 'kubeconfig' } });
  expect(String(error)).not.toContain('secret text');
});

test('keys are asked for by the way: each bastion by those before it, the host by all of them', async () => {
  vi.mocked(credentialSecret).mockResolvedValue({ secret: { kind: 'password', password: 'x' } });
  const hop = (address: string) => ({ address, port: 22, user: 'jump', credential: 'k' });
  vi.mocked(pinnedKeys).mockClear();
  await targetOf({ ...host, ssh: { ...host.ssh, via: [hop('192.0.2.1'), hop('10.1.0.1')] } });
  expect(vi.mocked(pinnedKeys).mock.calls.map(([{ way, address }]) => [address, way])).toEqual([
    ['10.0.0.11', '192.0.2.1:22 10.1.0.1:22'],
    ['192.0.2.1', ''],
    ['10.1.0.1', '192.0.2.1:22'],
  ]);
});
