import { afterEach, expect, test } from 'vitest';
import { HostError } from '@/lib/hosts/error';
import { parseKnownHosts } from '@/lib/hosts/known-hosts';
import type { HostTarget } from '@/lib/hosts/target';
import { type TestHost, testHost } from '@/lib/hosts/testing';
import { KnownKeys, type PresentedKey } from './known-keys';

const open: TestHost[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function sshd(options: Parameters<typeof testHost>[0] = {}): Promise<TestHost> {
  const host = await testHost({ password: 'secret', ...options });
  open.push(host);
  return host;
}

const lineOf = (host: TestHost, marker = '') =>
  `${marker}[127.0.0.1]:${host.port} ${host.pinned.type} ${host.pinned.key}`;

async function outcome(target: HostTarget, file: string, acceptNew: boolean) {
  const accepted: PresentedKey[] = [];
  const keys = new KnownKeys(parseKnownHosts(file), { acceptNew, accepted: (key) => accepted.push(key) });
  const connected = async () => {
    const connection = await keys.connect({ ...target, pinnedKeys: [] }, {});
    connection.close();
    return 'connected';
  };
  const failed = (error: unknown) => (error instanceof HostError ? error.code : String(error));
  return { said: await connected().catch(failed), again: await connected().catch(failed), accepted };
}

test('a key of the file is taken, and another one refused', async () => {
  const [host, other] = [await sshd(), await sshd()];
  expect((await outcome(host.target(), lineOf(host), false)).said).toBe('connected');
  const wrong = lineOf(host).replace(host.pinned.key, other.pinned.key);
  expect((await outcome(host.target(), wrong, true)).said).toBe('host-key-changed');
});

test('an unknown key is refused, unless the call accepts new ones: then once, with its fingerprint', async () => {
  const host = await sshd();
  expect(await outcome(host.target(), '', false)).toEqual({
    said: 'host-key-unknown',
    again: 'host-key-unknown',
    accepted: [],
  });
  const taken = await outcome(host.target(), '', true);
  expect([taken.said, taken.again]).toEqual(['connected', 'connected']);
  expect(taken.accepted).toMatchObject([
    { address: '127.0.0.1', port: host.port, ...host.pinned, fingerprint: expect.stringMatching(/^SHA256:/) },
  ]);
});

test('a key that the file revokes is never new', async () => {
  const host = await sshd();
  expect(await outcome(host.target(), lineOf(host, '@revoked '), true)).toMatchObject({
    said: 'host-key-unknown',
    accepted: [],
  });
});

test('the keys of a bastion and of the host behind it are accepted one after the other', async () => {
  const [bastion, host] = [await sshd({ forwarding: true }), await sshd()];
  const { name: _name, ...hop } = bastion.target();
  const { said, accepted } = await outcome(host.target({ via: [hop] }), '', true);
  expect(said).toBe('connected');
  expect(accepted.map(({ port }) => port)).toEqual([bastion.port, host.port]);
});
