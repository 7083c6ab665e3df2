import { describe, expect, test } from 'vitest';
import { checkHost } from './check-host';
import { connect } from './connect';
import { gatherFacts } from './gather-facts';
import { labPassword, labTarget, labWanted } from './lab-target';

describe.runIf(labWanted)('users of a lab host', { timeout: 30_000 }, () => {
  test.each([
    ['root', 'key', {}, 'root'],
    ['root', 'password', {}, 'root'],
    ['ops', 'key', {}, 'sudo'],
    ['deploy', 'password', {}, 'sudo-password'],
    ['deploy', 'key', { sudoPassword: 'deploy' }, 'sudo-password'],
  ] as const)('%s by %s becomes root, and its facts are read', async (user, by, more, privilege) => {
    const sudo = 'sudoPassword' in more ? { sudoPassword: labPassword(user) } : {};
    const c = await connect(labTarget(user, by, sudo));
    const facts = await gatherFacts(c, { now: Date.now });
    expect(facts).toMatchObject({ privilege, os: { id: 'debian' }, systemd: expect.stringMatching(/^\d+$/) });
    // the lab's hosts share this machine's clock
    expect(Math.abs(facts.clock.offsetMs)).toBeLessThan(100);
    c.close();
  });

  test.each([
    ['plain', 'password', 'sudo-not-allowed'],
    ['plain', 'key', 'sudo-password-needed'],
    ['deploy', 'key', 'sudo-password-needed'],
  ] as const)('%s by %s: %s', async (user, by, code) => {
    expect(await checkHost(labTarget(user, by))).toMatchObject({ state: 'failed', error: { code } });
  });

  test('a sudo that still remembers a password does not make it script text, nor hide that it is needed', async () => {
    const password = labPassword('deploy');
    const root = await connect(labTarget('root'));
    // As after `sudo` typed by hand: remembered for every session of the user, with or without a terminal.
    await root.must("echo 'Defaults:deploy timestamp_type=global' > /etc/sudoers.d/zz-test", { deadlineMs: 5_000 });
    try {
      const remember = "runuser -u deploy -- sudo -S -p '' true && runuser -u deploy -- sudo -n echo remembered";
      expect(await root.must(remember, { deadlineMs: 5_000, stdin: `${password}\n` })).toBe('remembered\n');
      const c = await connect(labTarget('deploy', 'password'));
      expect(c.privilege).toBe('sudo-password');
      await root.must(remember, { deadlineMs: 5_000, stdin: `${password}\n` });
      expect(await c.run('id -u; cat', { deadlineMs: 5_000, stdin: 'mine' })).toMatchObject({ stdout: '0\nmine' });
      c.close();
      await root.must(remember, { deadlineMs: 5_000, stdin: `${password}\n` });
      expect(await checkHost(labTarget('deploy', 'key'))).toMatchObject({ error: { code: 'sudo-password-needed' } });
    } finally {
      await root.must('rm /etc/sudoers.d/zz-test', { deadlineMs: 5_000 });
      root.close();
    }
  });

  test('a tunnel to a port of the host, and to one where nobody listens', async () => {
    const c = await connect(labTarget('ops'));
    const tunnel = await c.forward('127.0.0.1', 22);
    const greeting = await new Promise<Buffer>((resolve) => tunnel.once('data', resolve));
    expect(greeting.toString()).toMatch(/^SSH-2.0-/);
    await expect(c.forward('127.0.0.1', 1)).rejects.toMatchObject({ code: 'refused' });
    c.close();
  });
});
