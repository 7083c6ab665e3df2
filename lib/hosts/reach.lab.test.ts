import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkHost } from './check-host';
import { connect } from './connect';
import type { HostConnection } from './connection';
import type { HostError } from './error';
import { type LabSshd, labSshd } from './lab-sshd';
import { labAddress, labPassword, labTarget, labWanted } from './lab-target';
import { type ScanEvent, scan } from './scan';
import type { HopTarget, HostTarget } from './target';

/** The host's own way in is the last hop; further sshds of it, with settings of their own, are the bastions. */
describe.runIf(labWanted)('reaching lab hosts as they are', { timeout: 60_000 }, () => {
  let root: HostConnection;
  const running: LabSshd[] = [];
  const sshd = async (port: number, ...settings: string[]) => {
    const made = await labSshd(root, port, settings);
    running.push(made);
    return made.port;
  };
  const hop = (port: number, user = 'ops', more: Partial<HopTarget> = {}): HopTarget => {
    const { address, secret, pinnedKeys } = labTarget(user);
    return { address, port, user, secret, pinnedKeys, ...more };
  };
  const within = async (target: HostTarget, script: string) => {
    const c = await connect(target);
    const said = await c.must(script, { deadlineMs: 30_000 });
    c.close();
    return said.trim();
  };
  const failure = (target: HostTarget, patienceMs = 0) =>
    connect(target, { patienceMs }).then(
      (c) => {
        c.close();
        return null;
      },
      (error: HostError) => error,
    );

  beforeAll(async () => {
    root = await connect(labTarget('root'));
    await root.must(
      `id jailed > /dev/null 2>&1 || useradd -M -s /usr/sbin/nologin jailed
id falsed > /dev/null 2>&1 || useradd -M -s /bin/false falsed
mkdir -p /run/test-keys && chmod 755 /run/test-keys && cp /root/.ssh/authorized_keys /run/test-keys/all && chmod 644 /run/test-keys/all`,
      { deadlineMs: 20_000 },
    );
  });
  afterAll(async () => {
    for (const one of running.splice(0)) await one.close();
    await root?.must('userdel jailed; userdel falsed; rm -rf /run/test-keys; true', { deadlineMs: 20_000 });
    root?.close();
  });

  test('through one bastion and through two, with keys and passwords, and the host sees the last one', async () => {
    const one = await sshd(2201);
    const two = await sshd(2202);
    const by = { secret: { kind: 'password', password: labPassword('plain') } } as const;
    // sshd's log says where each connection came from: the bastion, not this machine.
    const from =
      "journalctl -q -u ssh -n 40 -o cat | grep 'Accepted .* for' | tail -n 1 | sed 's/.*for \\(.*\\) port.*/\\1/'";
    expect(await within(labTarget('ops', 'key', { via: [hop(one)] }), from)).toBe(`ops from ${labAddress()}`);
    const both = labTarget('deploy', 'password', { via: [hop(one), hop(two, 'plain', by)] });
    expect(await within(both, from)).toBe(`deploy from ${labAddress()}`);
  });

  test('AllowTcpForwarding no on a bastion, and a host behind it that is not there', async () => {
    const shut = await sshd(2203, 'AllowTcpForwarding no');
    const to = labTarget('root', 'key', { via: [hop(shut)] });
    expect(await failure(to)).toMatchObject({
      code: 'forwarding-not-allowed',
      values: { hop: 1, hops: 1, port: 2203, found: `${labAddress()}:22` },
    });
    const open = await sshd(2204);
    const behind = (more: Partial<HostTarget>) => failure(labTarget('root', 'key', { via: [hop(open)], ...more }));
    const from = `${labAddress()}:2204`;
    expect(await behind({ port: 1 })).toMatchObject({ code: 'refused', values: { port: 1, from } });
    expect(await behind({ address: 'nowhere.invalid' })).toMatchObject({ code: 'name-not-found', values: { from } });
    const silent = labTarget('root', 'key', { via: [hop(open)], address: '198.18.0.1' });
    await expect(connect(silent, { timeoutMs: 2_000 })).rejects.toMatchObject({
      code: expect.stringMatching(/^(unreachable|timeout)$/),
      values: { address: '198.18.0.1', from },
    });
  });

  test('each of three types of host key is accepted when it is pinned, and all are learned over the connection', async () => {
    const files = ['ed25519', 'ecdsa', 'rsa'];
    const keys = await Promise.all(
      files.map(async (type) => {
        const [name = '', key = ''] = (
          await root.must(`cat /etc/ssh/ssh_host_${type}_key.pub`, { deadlineMs: 5_000 })
        ).split(' ');
        return { type: name, key };
      }),
    );
    for (const key of keys) {
      const check = await checkHost(labTarget('root', 'key', { pinnedKeys: [key] }));
      expect(check.state).toBe('ready');
      if (check.state === 'ready') expect(check.hostKeys).toEqual(expect.arrayContaining(keys));
    }
  });

  test('MaxStartups 2:50:4: 24 connections at once all get in', async () => {
    const port = await sshd(2205, 'MaxStartups 2:50:4');
    const all = await Promise.allSettled(Array.from({ length: 24 }, () => connect(labTarget('root', 'key', { port }))));
    for (const each of all) if (each.status === 'fulfilled') each.value.close();
    expect(all.flatMap((each) => (each.status === 'rejected' ? [String(each.reason)] : []))).toEqual([]);
  });

  test('MaxStartups 2:50:4 on a bastion: 24 hosts behind it share one connection', async () => {
    const port = await sshd(2206, 'MaxStartups 2:50:4', 'LogLevel VERBOSE');
    const target = labTarget('root', 'key', { via: [hop(port)] });
    const all = await Promise.all(Array.from({ length: 24 }, () => connect(target)));
    const counted = await root.must('ss -Htn state established "sport = :2206" | wc -l', { deadlineMs: 5_000 });
    for (const each of all) each.close();
    expect(Number(counted)).toBe(1);
  });

  test('a scan finds the host by its greeting, and nothing at a port where nobody listens', async () => {
    const found: string[] = [];
    const tell = (event: ScanEvent) => {
      if (event.kind === 'found' && event.found.is === 'ssh')
        found.push(`${event.found.address} ${event.found.greeting}`);
    };
    const { signal } = new AbortController();
    await scan([labAddress()], 22, tell, { signal });
    await scan([labAddress()], 1, tell, { signal });
    expect(found).toEqual([expect.stringMatching(new RegExp(`^${labAddress()} SSH-2.0-OpenSSH`))]);
  });

  test.each([1, 3])('MaxSessions %i: twelve scripts at once, and one that lasts besides', async (most) => {
    const port = await sshd(2210 + most, `MaxSessions ${most}`);
    const c = await connect(labTarget('deploy', 'password', { port }));
    const lasting = c.run('sleep 30', { deadlineMs: 60_000 }).catch((error: HostError) => error.code);
    const all = Array.from({ length: 12 }, (_, i) => c.must(`echo ${i}`, { deadlineMs: 30_000 }));
    expect(await Promise.all(all)).toEqual(Array.from({ length: 12 }, (_, i) => `${i}\n`));
    expect(c.lost).toBeNull();
    c.close();
    expect(await lasting).toBe('connection-lost');
  });

  test('MaxSessions 0 is told from a lost connection, and does for a bastion', async () => {
    const port = await sshd(2207, 'MaxSessions 0');
    expect(await failure(labTarget('root', 'key', { port }))).toMatchObject({ code: 'sessions-refused' });
    expect(await within(labTarget('root', 'key', { via: [hop(port)] }), 'echo in')).toBe('in');
  });

  test.each([
    ['nologin', 'jailed', [], 'no-shell', /not available/],
    ['/bin/false', 'falsed', [], 'no-shell', /^–$/],
    ['a forced command', 'ops', ['ForceCommand /bin/echo only-this'], 'no-shell', /only-this/],
    ['SFTP only', 'ops', ['ForceCommand internal-sftp'], 'no-shell', /./],
  ] as const)('%s', async (_title, user, settings, code, found) => {
    const port = await sshd(2220, 'AuthorizedKeysFile /run/test-keys/all', 'StrictModes no', ...settings);
    const error = await failure(labTarget('ops', 'key', { port, user }));
    expect(error).toMatchObject({ code, retryable: false, values: { found: expect.stringMatching(found) } });
  });

  test('an expired password, by password and by keyboard-interactive', async () => {
    await root.must('chage -d 0 plain', { deadlineMs: 5_000 });
    try {
      expect(await failure(labTarget('plain', 'password'))).toMatchObject({ code: 'password-expired' });
      const port = await sshd(2208, 'KbdInteractiveAuthentication yes', 'PasswordAuthentication no');
      expect(await failure(labTarget('plain', 'password', { port }))).toMatchObject({ code: 'password-expired' });
    } finally {
      await root.must('chage -d "$(date +%F)" plain', { deadlineMs: 5_000 });
    }
    expect(await failure(labTarget('plain', 'password'))).toMatchObject({ code: 'sudo-not-allowed' });
  });

  test('authentication refused says what the server takes', async () => {
    const port = await sshd(2209, 'PasswordAuthentication no', 'KbdInteractiveAuthentication no');
    expect(await failure(labTarget('deploy', 'password', { port }))).toMatchObject({
      code: 'auth-method-not-offered',
      values: { offered: 'publickey', tried: 'password' },
    });
    const wrong = labTarget('deploy', 'password', { secret: { kind: 'password', password: 'wrong' } });
    expect(await failure(wrong)).toMatchObject({
      code: 'auth-failed',
      values: { offered: 'publickey, password', tried: 'password' },
    });
    const two = await sshd(2211, 'AuthenticationMethods publickey,password');
    expect(await failure(labTarget('deploy', 'key', { port: two }))).toMatchObject({
      code: 'auth-needs-more',
      values: { offered: 'password', tried: 'publickey' },
    });
  });
});
