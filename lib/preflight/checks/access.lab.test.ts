import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { labAddress, labHostName, labTarget, labWanted } from '@/lib/hosts/lab-target';
import type { HostTarget } from '@/lib/hosts/target';
import { closeLab, labContext, labSh } from '../lab';
import type { PreflightInput } from '../preflight-input';
import type { Result } from '../result';
import { runPreflight } from '../session';
import { accessChecks, accessScripts } from './access';

const name = labHostName();

/** What access says of the lab host when it is reached so; `passes` before `id`, and nothing after it. */
async function outcomeOf(id: string, target: HostTarget, more: Partial<PreflightInput> = {}): Promise<Result> {
  const { plan, bundle } = labContext((whole) => ({
    ...whole,
    hosts: whole.hosts
      .filter((host) => host.name === name)
      .map((host) => ({
        ...host,
        ssh: {
          ...host.ssh,
          via: target.via?.map(({ address, port, user }) => ({ address, port, user, credential: '' })),
        },
      })),
  }));
  const report = await runPreflight({
    context: { plan, bundle },
    ...{ planId: '', planRevision: 0, startedBy: '', deadlineSeconds: 30 },
    targetOf: async () => target,
    secrets: { secret: async () => null, clientCertificate: async () => null },
    catalogue: { access: accessChecks, scripts: accessScripts, probes: [] },
    ...more,
  });
  const at = report.results.findIndex(({ check }) => check === id);
  const found = report.results[at];
  if (!found) throw new Error(`no ${id}`);
  // The catalogue's order is the order in which a connection comes about.
  const after = report.results.slice(at + 1).filter(({ check }) => check !== 'host.notinstaller');
  if (found.state === 'finding' && found.severity === 'block' && id !== 'host.lock') {
    expect(after.every(({ state }) => state === 'not-run')).toBe(true);
    expect(report.results.filter(({ state }) => state === 'finding')).toHaveLength(1);
  }
  return found;
}

/** A user of the lab host whom its key lets in, in a shell and with options of authorized_keys. */
const addUser = (user: string, shell: string, options = '') =>
  labSh(`useradd --create-home --shell ${shell} ${user}
install -d -m 700 -o ${user} /home/${user}/.ssh
{ printf '%s' '${options}${options === '' ? '' : ' '}'; cat /root/.ssh/authorized_keys; } > /home/${user}/.ssh/authorized_keys
chown ${user} /home/${user}/.ssh/authorized_keys`);

describe.runIf(labWanted)('a lab host', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    await addUser('pf-nologin', '/usr/sbin/nologin');
    await addUser('pf-other', '/bin/bash', 'command="echo FreeBSD"');
    await addUser('pf-closed', '/bin/bash', 'no-port-forwarding');
  });
  afterAll(async () => {
    await labSh(
      `for user in pf-nologin pf-other pf-closed; do userdel --remove --force "$user" 2> /dev/null; done; true`,
    );
    await closeLab();
  });

  test('ssh.reach: a port where nothing listens', async () => {
    expect(await outcomeOf('ssh.reach', labTarget('root', 'key', { port: 1 }))).toMatchObject({
      state: 'finding',
      severity: 'block',
      values: { address: labAddress(name), code: 'refused' },
    });
    expect((await outcomeOf('ssh.reach', labTarget('root'))).state).toBe('passed');
  });

  test('ssh.hostkey: another key than the accepted one, and none', async () => {
    const [own] = labTarget('root').pinnedKeys;
    const other = { type: own?.type ?? '', key: `${own?.key.slice(0, -8)}AAAAAAAA` };
    expect(await outcomeOf('ssh.hostkey', labTarget('root', 'key', { pinnedKeys: [other] }))).toMatchObject({
      values: { code: 'hostKeyChanged' },
    });
    expect(await outcomeOf('ssh.hostkey', labTarget('root', 'key', { pinnedKeys: [] }))).toMatchObject({
      severity: 'block',
      values: { code: 'hostKeyUnknown' },
    });
  });

  test('ssh.auth: a password that the host doesn’t take', async () => {
    const secret = { kind: 'password' as const, password: 'not-the-password' };
    const outcome = await outcomeOf('ssh.auth', labTarget('ops', 'password', { secret }));
    expect(outcome).toMatchObject({ severity: 'block', values: { code: 'authFailed', user: 'ops' } });
    expect(JSON.stringify(outcome)).not.toContain('not-the-password');
  });

  test('ssh.forwarding: a bastion that opens no connections', async () => {
    const { name: _name, ...bastion } = labTarget('pf-closed');
    expect(await outcomeOf('ssh.forwarding', labTarget('root', 'key', { via: [bastion] }))).toMatchObject({
      severity: 'block',
      values: { code: 'forwardingNotAllowed' },
    });
    const { name: _other, ...open } = labTarget('ops');
    expect((await outcomeOf('ssh.forwarding', labTarget('root', 'key', { via: [open] }))).state).toBe('passed');
  });

  test('host.shell: a login whose shell is nologin', async () => {
    expect(await outcomeOf('host.shell', labTarget('pf-nologin'))).toMatchObject({ severity: 'block' });
  });

  test('host.linux: faked reading: a login that answers as FreeBSD does', async () => {
    expect(await outcomeOf('host.linux', labTarget('pf-other'))).toMatchObject({
      severity: 'block',
      values: { code: 'notLinux' },
    });
  });

  test('sudo.ok: a user who may not use sudo', async () => {
    expect(await outcomeOf('sudo.ok', labTarget('plain', 'password'))).toMatchObject({ severity: 'block' });
    expect((await outcomeOf('sudo.ok', labTarget('deploy', 'password'))).state).toBe('passed');
  });

  test('host.notinstaller: faked reading: a console with the machine ID of the host', async () => {
    const consoleMachineId = (await labSh('cat /etc/machine-id')).trim();
    expect(await outcomeOf('host.notinstaller', labTarget('root'), { consoleMachineId })).toMatchObject({
      severity: 'warn',
      values: { place: 'undeclared' },
    });
    const apart = await outcomeOf('host.notinstaller', labTarget('root'), { consoleMachineId: 'f'.repeat(32) });
    expect(apart.state).toBe('passed');
  });

  test('host.lock: another installer’s lock that is fresh blocks, an old one passes', async () => {
    await labSh('mkdir -p /run/lock; touch /run/lock/k0sctl');
    try {
      expect(await outcomeOf('host.lock', labTarget('root'))).toMatchObject({
        severity: 'block',
        values: { who: '/run/lock/k0sctl' },
      });
      await labSh("touch -d '1 minute ago' /run/lock/k0sctl");
      expect((await outcomeOf('host.lock', labTarget('root'))).state).toBe('passed');
    } finally {
      await labSh('rm -f /run/lock/k0sctl');
    }
  });
});
