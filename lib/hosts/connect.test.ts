import { type AddressInfo, createServer } from 'node:net';
import { utils } from 'ssh2';
import { afterEach, describe, expect, test } from 'vitest';
import { testKeyPair } from '@/lib/store/testing-keys';
import { checkHost } from './check-host';
import { connect } from './connect';
import { fingerprintOf } from './host-key';
import { silentProxy, type TestHost, type TestHostOptions, testHost } from './testing';

const password = 'it\'s "$5" & \\more';
const open: { close: () => unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function host(options: TestHostOptions = {}): Promise<TestHost> {
  const made = await testHost({ password, ...options });
  open.push(made);
  return made;
}
async function connected(...parameters: Parameters<typeof connect>) {
  const made = await connect(...parameters);
  open.push(made);
  return made;
}
const quick = { deadlineMs: 5_000 };

describe('who is let in', () => {
  test('a password', async () => {
    const { target, tried } = await host();
    const c = await connected(target());
    expect(await c.must('echo in', quick)).toBe('in\n');
    expect(tried).toEqual(['none', 'password']);
  });

  test('a password that the server only takes as an answer to its prompt', async () => {
    const { target, tried } = await host({ keyboardInteractive: true });
    await connected(target());
    expect(tried).toEqual(['none', 'keyboard-interactive']);
  });

  test('a wrong password is tried once', async () => {
    const { target, tried } = await host();
    const wrong = connect(target({ secret: { kind: 'password', password: 'wrong' } }));
    await expect(wrong).rejects.toMatchObject({ code: 'auth-failed', retryable: false });
    expect(tried).toEqual(['none', 'password']);
  });

  test('a private key with a passphrase, and not one whose passphrase is wrong', async () => {
    const pair = testKeyPair({ passphrase: 'open', cipher: 'aes256-cbc', rounds: 1 });
    const { target } = await host({ publicKey: pair.public });
    const secret = { kind: 'private-key' as const, privateKey: pair.private };
    await connected(target({ secret: { ...secret, passphrase: 'open' } }));
    await expect(connect(target({ secret: { ...secret, passphrase: 'shut' } }))).rejects.toMatchObject({
      code: 'passphrase-wrong',
    });
    await expect(connect(target({ secret: { ...secret, privateKey: 'x' } }))).rejects.toMatchObject({
      code: 'key-unreadable',
    });
    const other = testKeyPair().private;
    await expect(connect(target({ secret: { ...secret, privateKey: other } }))).rejects.toMatchObject({
      code: 'auth-failed',
    });
  });
});

describe('host keys', () => {
  test('an unknown one is shown, and nothing is sent to that host', async () => {
    const { target, tried, pinned } = await host();
    const fingerprint = fingerprintOf(Buffer.from(pinned.key, 'base64'));
    expect(await checkHost(target({ pinnedKeys: [] }))).toEqual({
      state: 'host-key-unknown',
      way: '',
      address: '127.0.0.1',
      port: target().port,
      keyType: 'ssh-ed25519',
      fingerprint,
      key: pinned.key,
    });
    expect(tried).toEqual([]);
  });

  test('a changed one stops everything, with both fingerprints', async () => {
    const before = await host();
    const { target, tried, pinned } = await host();
    expect(await checkHost(target({ pinnedKeys: [before.pinned] }))).toEqual({
      state: 'host-key-changed',
      way: '',
      address: '127.0.0.1',
      port: target().port,
      pinned: fingerprintOf(Buffer.from(before.pinned.key, 'base64')),
      presented: fingerprintOf(Buffer.from(pinned.key, 'base64')),
    });
    expect(tried).toEqual([]);
  });

  test('a server that gained a key of a better type is still known by the pinned one', async () => {
    const ecdsa = utils.generateKeyPairSync('ecdsa', { bits: 256 }).private;
    const before = await host({ hostKeys: [ecdsa] });
    expect(before.pinned.type).toBe('ecdsa-sha2-nistp256');
    const after = await host({ hostKeys: [testKeyPair().private, ecdsa] });
    await connected(after.target({ pinnedKeys: [before.pinned] }));
    await expect(connect(after.target({ pinnedKeys: [] }))).rejects.toMatchObject({
      values: { keyType: 'ssh-ed25519' },
    });
  });
});

test('any of the pinned keys will do, and a key beside them is a change, of their type or of another', async () => {
  const key = (bits: 256 | 384) => utils.generateKeyPairSync('ecdsa', { bits }).private;
  const [first, second] = await Promise.all([host({ hostKeys: [key(256)] }), host({ hostKeys: [key(384)] })]);
  await connected(second.target({ pinnedKeys: [first.pinned, second.pinned] }));
  const other = await host({ hostKeys: [key(256)] });
  await expect(connect(other.target({ pinnedKeys: [second.pinned, first.pinned] }))).rejects.toMatchObject({
    code: 'host-key-changed',
    values: { pinned: fingerprintOf(Buffer.from(first.pinned.key, 'base64')), pinnedType: 'ecdsa-sha2-nistp256' },
  });
  await expect(connect(other.target({ pinnedKeys: [second.pinned] }))).rejects.toMatchObject({
    code: 'host-key-changed',
    values: { pinnedType: 'ecdsa-sha2-nistp384', presentedType: 'ecdsa-sha2-nistp256' },
  });
});

describe('how a login becomes root', () => {
  test.each([
    ['root itself', {}, {}, 'root'],
    ['sudo that asks nothing', { sudo: 'none-needed' }, {}, 'sudo'],
    [
      'sudo with its own password',
      { sudo: 'password', sudoPassword: 'sudo 1' },
      { sudoPassword: 'sudo 1' },
      'sudo-password',
    ],
    ['sudo with the password of the login', { sudo: 'password', sudoPassword: password }, {}, 'sudo-password'],
    ['sudo that does not read the password', { sudo: 'unread' }, {}, 'sudo-password'],
  ] as const)('%s: the script gets its stdin whole, and no password', async (_title, options, more, privilege) => {
    const { target } = await host({ ...options, noise: 'Welcome!\nno newline' });
    const c = await connected(target(more));
    expect(c.privilege).toBe(privilege);
    const { stdout, stderr } = await c.run('id -u; cat; echo "to stderr" >&2', { ...quick, stdin: 'one\ntwo' });
    expect(stdout).toBe('0\none\ntwo');
    expect(stderr).toBe('to stderr\n');
  });

  test.each([
    ['sudo-missing', { sudo: 'missing' }, {}],
    ['sudo-password-wrong', { sudo: 'password', sudoPassword: 'right' }, { sudoPassword: 'wrong' }],
    ['sudo-not-allowed', { sudo: 'denied', sudoPassword: 'right' }, { sudoPassword: 'right' }],
  ] as const)('%s', async (code, options, more) => {
    const { target } = await host(options);
    await expect(connect(target(more))).rejects.toMatchObject({ code, retryable: false });
  });

  test('sudo-password-needed, when the login is a key', async () => {
    const pair = testKeyPair();
    const { target } = await host({ publicKey: pair.public, sudo: 'password', sudoPassword: 'x' });
    const keyed = connect(target({ secret: { kind: 'private-key', privateKey: pair.private } }));
    await expect(keyed).rejects.toMatchObject({ code: 'sudo-password-needed' });
  });

  test('no error holds a secret', async () => {
    const { target } = await host({ sudo: 'password', sudoPassword: 'right' });
    const error = await connect(target({ sudoPassword: 'hunter2-wrong' })).catch((thrown: Error) => thrown);
    expect(error).toBeInstanceOf(Error);
    const everything = JSON.stringify(error, Object.getOwnPropertyNames(error));
    expect(everything).toContain('sudo-password-wrong');
    expect(everything).not.toContain('hunter2');
  });
});

describe('scripts', () => {
  test('any exit status is a result; output beyond the limit is cut from the front', async () => {
    const c = await connected((await host()).target());
    expect(await c.run('echo out; exit 7', quick)).toMatchObject({ exitCode: 7, stdout: 'out\n', truncated: false });
    const long = await c.run('seq 100000', { ...quick, maxBytes: 100 });
    expect(long.truncated).toBe(true);
    expect(long.stdout.endsWith('99999\n100000\n')).toBe(true);
  });

  test('a script of 300 kB with every kind of quote runs as it is', async () => {
    const c = await connected((await host()).target());
    const body = `${'# it\'s "$x" `y` 三\n'.repeat(15_000)}cat <<'END'\n$HOME \`id\`\nEND\n`;
    expect(await c.must(body, quick)).toBe('$HOME `id`\n');
  });

  test('what runs into its deadline is ended on the host, and what it had said is kept', async () => {
    const c = await connected((await host()).target());
    const late = c.run('echo begun; sleep 60', { deadlineMs: 500 });
    await expect(late).rejects.toMatchObject({ code: 'deadline', stdout: 'begun\n' });
  });

  test('nothing more is read while the reader is busy', async () => {
    const c = await connected((await host()).target());
    let busy = false;
    let total = 0;
    await c.stream('seq 1 200000', {
      ...quick,
      onStdout: async (chunk) => {
        expect(busy).toBe(false);
        busy = true;
        await new Promise((resolve) => setImmediate(resolve));
        busy = false;
        total += chunk.length;
      },
    });
    expect(total).toBe(1_288_895);
  });

  test('cancelling ends the wait', async () => {
    const c = await connected((await host()).target());
    const controller = new AbortController();
    const waiting = c.run('echo up; sleep 60', {
      deadlineMs: 60_000,
      signal: controller.signal,
      onStdout: () => controller.abort(),
    });
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('connections that end', () => {
  test('cut in the middle of a script: connection-lost, for the script and for every later one', async () => {
    const { target, drop } = await host();
    const c = await connected(target());
    const told = new Promise((resolve) => c.onLost(resolve));
    const running = c.run('echo up; sleep 60', { deadlineMs: 60_000, onStdout: () => drop() });
    await expect(running).rejects.toMatchObject({ code: 'connection-lost', retryable: true });
    await told;
    await expect(c.run('true', quick)).rejects.toMatchObject({ code: 'connection-lost' });
  });

  test('gone silent without closing: noticed after the limit', async () => {
    const { target, port } = await host();
    const proxy = await silentProxy(port);
    open.push(proxy);
    const c = await connected(target({ port: proxy.port }), { silenceMs: 500 });
    const running = c.run('echo up; sleep 60', { deadlineMs: 60_000, onStdout: () => proxy.silence() });
    await expect(running).rejects.toMatchObject({ code: 'connection-lost' });
  });

  test('a port where nobody listens, and a name that nobody knows', async () => {
    const gone = await testHost({ password });
    await gone.close();
    await expect(connect(gone.target())).rejects.toMatchObject({ code: 'refused', retryable: true });
    await expect(connect(gone.target({ address: 'nowhere.invalid' }))).rejects.toMatchObject({
      code: 'name-not-found',
    });
  });

  test('a peer that hangs up without a word, and one that speaks another protocol', async () => {
    const { target } = await host();
    const port = async (said: string | Buffer, end: boolean) => {
      const server = createServer((socket) => {
        socket.on('error', () => {});
        socket.write(said);
        if (end) socket.end();
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      open.push(server);
      return (server.address() as AddressInfo).port;
    };
    const lost = connect(target({ port: await port('', true) }), { patienceMs: 0 });
    await expect(lost).rejects.toMatchObject({ code: 'dropped', retryable: true });
    const garbled = connect(target({ port: await port(`SSH-2.0-x\r\n${'z'.repeat(500)}`, false) }));
    await expect(garbled).rejects.toMatchObject({ code: 'protocol', retryable: false });
  });

  test('a peer that takes the connection and says nothing', async () => {
    const { target, port } = await host();
    const proxy = await silentProxy(port);
    open.push(proxy);
    proxy.silence();
    const mute = connect(target({ port: proxy.port }), { timeoutMs: 300 });
    await expect(mute).rejects.toMatchObject({ code: 'timeout', retryable: true });
  });
});
