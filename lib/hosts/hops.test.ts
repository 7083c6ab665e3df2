import { afterEach, describe, expect, test } from 'vitest';
import { testKeyPair } from '@/lib/store/testing-keys';
import { checkHost } from './check-host';
import { connect } from './connect';
import type { HopTarget, HostTarget } from './target';
import { type TestHost, type TestHostOptions, testHost } from './testing';

const open: { close: () => unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function host(options: TestHostOptions = {}): Promise<TestHost> {
  const made = await testHost({ password: 'x', ...options });
  open.push(made);
  return made;
}
async function connected(target: HostTarget) {
  const made = await connect(target, { patienceMs: 0 });
  open.push(made);
  return made;
}
function hop(bastion: TestHost, more: Partial<HopTarget> = {}): HopTarget {
  const { address, port, user, secret, pinnedKeys } = bastion.target();
  return { address, port, user, secret, pinnedKeys, ...more };
}
const quick = { deadlineMs: 5_000 };

describe('through bastions', () => {
  test('a host is reached through one and through two, each with its own key and login', async () => {
    const inner = await host();
    const one = await host({ forwarding: true, password: 'one' });
    const two = await host({ forwarding: true, password: 'two' });
    const through = await connected(inner.target({ via: [hop(one)] }));
    expect(await through.must('echo in', quick)).toBe('in\n');
    const further = await connected(inner.target({ via: [hop(one), hop(two)] }));
    expect(await further.must('echo in', quick)).toBe('in\n');
    expect(two.tried).toEqual(['none', 'password']);
  });

  test('hosts that go through the same bastion share its connection, and it is made anew when it was lost', async () => {
    const bastion = await host({ forwarding: true });
    const inner = await host();
    const target = inner.target({ via: [hop(bastion)] });
    const all = await Promise.all(Array.from({ length: 5 }, () => connected(target)));
    expect(bastion.connections()).toBe(1);
    const told = new Promise<{ code: string; values: object }>((resolve) => all[0]?.onLost(resolve));
    bastion.drop();
    expect(await told).toMatchObject({ code: 'connection-lost', values: { host: 'node1', hop: 1, hops: 1 } });
    expect(await (await connected(target)).must('echo in', quick)).toBe('in\n');
    expect(bastion.connections()).toBe(2);
  });

  test('another login at the same bastion is another connection', async () => {
    const bastion = await host({ forwarding: true });
    const target = (await host()).target();
    await connected({ ...target, via: [hop(bastion)] });
    await connected({ ...target, via: [hop(bastion, { user: 'other' })] });
    expect(bastion.connections()).toBe(2);
  });

  test('an error says at which hop it arose', async () => {
    const one = await host({ forwarding: true });
    const two = await host({ forwarding: true, password: 'y' });
    const wrong = hop(two, { secret: { kind: 'password', password: 'wrong' } });
    const target = (await host()).target({ via: [hop(one), wrong] });
    await expect(connected(target)).rejects.toMatchObject({
      code: 'auth-failed',
      values: { host: 'node1', hop: 2, hops: 2, port: two.port, user: 'someone' },
    });
    const prohibited = await host();
    await expect(connected({ ...target, via: [hop(prohibited)] })).rejects.toMatchObject({
      code: 'forwarding-not-allowed',
      values: { hop: 1, hops: 1, port: prohibited.port, found: `127.0.0.1:${target.port}` },
    });
  });

  test("a bastion's unknown key is shown as the bastion's, and a changed one stops everything", async () => {
    const bastion = await host({ forwarding: true });
    const inner = await host();
    const unknown = inner.target({ via: [hop(bastion, { pinnedKeys: [] })] });
    expect(await checkHost(unknown)).toMatchObject({
      state: 'host-key-unknown',
      address: '127.0.0.1',
      port: bastion.port,
      hop: 1,
      key: bastion.pinned.key,
    });
    const changed = inner.target({ via: [hop(bastion, { pinnedKeys: [inner.pinned] })] });
    expect(await checkHost(changed)).toMatchObject({ state: 'host-key-changed', port: bastion.port, hop: 1 });
    expect(bastion.tried).toEqual([]);
    expect(inner.tried).toEqual([]);
  });

  test("a host's own errors stay its own", async () => {
    const bastion = await host({ forwarding: true });
    const inner = await host();
    const wrong = inner.target({ secret: { kind: 'password', password: 'wrong' }, via: [hop(bastion)] });
    const error = await connected(wrong).catch((thrown: { code: string; values: object }) => thrown);
    expect(error).toMatchObject({ code: 'auth-failed', values: { host: 'node1', port: inner.port } });
    expect((error as { values: object }).values).not.toHaveProperty('hop');
  });

  test('one who gives up does not take the bastion from the others', async () => {
    const bastion = await host({ forwarding: true });
    const target = (await host()).target({ via: [hop(bastion)] });
    const controller = new AbortController();
    const one = connect(target, { signal: controller.signal });
    const other = connected(target);
    controller.abort();
    await expect(one).rejects.toMatchObject({ code: 'cancelled' });
    expect(await (await other).must('echo still', quick)).toBe('still\n');
  });

  test('no error of a bastion holds its secret', async () => {
    const bastion = await host({ forwarding: true });
    const via = [hop(bastion, { secret: { kind: 'password', password: 'hunter2-wrong' } })];
    const error = await connected((await host()).target({ via })).catch((thrown: Error) => thrown);
    const everything = JSON.stringify(error, Object.getOwnPropertyNames(error));
    expect(everything).toContain('auth-failed');
    expect(everything).not.toContain('hunter2');
  });
});

describe('sshd that takes little', () => {
  test('connections that it drops before anybody could sign in are tried again', async () => {
    const busy = await host({ drops: 3 });
    const made = await connect(busy.target());
    open.push(made);
    expect(busy.connections()).toBe(4);
    const closed = await host({ drops: 1000 });
    await expect(connect(closed.target(), { patienceMs: 1_000 })).rejects.toMatchObject({
      code: 'dropped',
      values: { port: closed.port, tries: expect.any(Number) },
    });
    expect(closed.connections()).toBeGreaterThan(1);
  });

  test.each([1, 2, 4])(
    'MaxSessions %i: scripts wait for each other, and none is taken for lost',
    async (mostSessions) => {
      const c = await connected((await host({ mostSessions })).target());
      const all = Array.from({ length: 12 }, (_, i) => c.must(`echo ${i}; sleep 0.02`, quick));
      expect(await Promise.all(all)).toEqual(Array.from({ length: 12 }, (_, i) => `${i}\n`));
      expect(c.lost).toBeNull();
    },
  );

  test('a script that lasts does not block the only session: the next one gets a connection of its own', async () => {
    const only = await host({ mostSessions: 1 });
    const c = await connected(only.target());
    const controller = new AbortController();
    const lasting = c.run('echo up; sleep 60', { deadlineMs: 60_000, signal: controller.signal });
    expect(await c.must('echo meanwhile', quick)).toBe('meanwhile\n');
    expect(only.connections()).toBe(2);
    controller.abort();
    await expect(lasting).rejects.toMatchObject({ code: 'cancelled' });
  });

  test('MaxSessions 0 is said, and is no lost connection', async () => {
    const none = await host({ mostSessions: 0 });
    await expect(connected(none.target())).rejects.toMatchObject({ code: 'sessions-refused', retryable: false });
  });
});

describe('logins that are of no use', () => {
  test.each([
    ['nologin', 'no-shell', { stdout: 'This account is currently not available.\n', exitCode: 1 }],
    ['/bin/false', 'no-shell', { exitCode: 1 }],
    ['an expired password', 'password-expired', { stderr: 'WARNING: Your password has expired.\n', exitCode: 1 }],
    [
      'Windows',
      'not-linux',
      { stderr: "'exec' is not recognized as an internal or external command,\r\n", exitCode: 1 },
    ],
  ])('%s: %s', async (_title, code, said) => {
    const { target } = await host({ instead: () => said });
    await expect(connected(target())).rejects.toMatchObject({ code, retryable: false });
  });

  test.each([
    ['FreeBSD', 'not-linux'],
    ['Linux', 'bash-missing'],
  ])('%s without bash: %s', async (system, code) => {
    const { target } = await host({
      instead: (command) =>
        command === 'uname -s'
          ? { stdout: `${system}\n`, exitCode: 0 }
          : { stderr: 'env: bash: No such file or directory\n', exitCode: 127 },
    });
    await expect(connected(target())).rejects.toMatchObject({ code });
  });

  test('what the server takes is said when it does not take ours', async () => {
    const pair = testKeyPair();
    const onlyKeys = await host({ publicKey: pair.public, offers: ['publickey'] });
    await expect(connected(onlyKeys.target())).rejects.toMatchObject({
      code: 'auth-method-not-offered',
      values: { offered: 'publickey', tried: 'password' },
    });
    expect(onlyKeys.tried).toEqual(['none']);
    const both = await host();
    const wrong = both.target({ secret: { kind: 'password', password: 'wrong' } });
    await expect(connected(wrong)).rejects.toMatchObject({
      code: 'auth-failed',
      values: { offered: 'password', tried: 'password' },
    });
  });
});
