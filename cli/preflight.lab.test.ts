import { readFileSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyFolder } from '@/lib/artifacts/testing';
import { labAddress, labHostName, labPassword, labTarget, labWanted } from '@/lib/hosts/lab-target';
import { planToYaml } from '@/lib/plan/plan-yaml';
import { samplePlan } from '@/lib/plan/samples';
import { hostSchema } from '@/lib/plan/schema';
import { type Report, reportSchema } from '@/lib/preflight/result';
import { severitiesOf } from '@/lib/preflight/severities';
import { slipway } from './testing';

/** A folder with a plan of one lab host, where `user` signs in, its known_hosts file and secrets. */
async function folderFor(user: string, credential: string, secret: object): Promise<string> {
  const folder = await emptyFolder();
  const base = samplePlan();
  const { pinnedKeys } = labTarget(user);
  const host = hostSchema.parse({
    ...base.hosts[0],
    ...{ name: labHostName(), address: labAddress(), internalAddress: '', ssh: { user, credential } },
  });
  await writeFile(path.join(folder, 'plan.yaml'), planToYaml({ ...base, hosts: [host] }));
  const lines = pinnedKeys.map(({ type, key }) => `${labAddress()} ${type} ${key}\n`);
  await writeFile(path.join(folder, 'known_hosts'), lines.join(''));
  await writeFile(path.join(folder, 'id'), keyText(), { mode: 0o600 });
  await writeFile(path.join(folder, 'secrets.yaml'), JSON.stringify({ [credential]: secret }));
  await chmod(path.join(folder, 'secrets.yaml'), 0o600);
  return folder;
}

function keyText(): string {
  const { secret } = labTarget('root');
  return secret.kind === 'private-key' ? secret.privateKey : '';
}

const words = ['preflight', 'plan.yaml', '--known-hosts', 'known_hosts'];
const stateOf = (report: Report, check: string) => report.results.find((result) => result.check === check)?.state;

describe.runIf(labWanted)('a lab host', { timeout: 120_000 }, () => {
  test('a key and sudo’s password of the secrets file open it; every check answers or says why, and no secret is printed', async () => {
    const password = labPassword('deploy');
    const folder = await folderFor('deploy', 'ops', { privateKeyFile: 'id', sudoPassword: password });
    const { code, stdout, stderr } = slipway(folder, [...words, '--secrets', 'secrets.yaml', '--json']);
    const report = reportSchema.parse(JSON.parse(stdout));
    expect(report.state).toBe('finished');
    expect(report.hosts).toMatchObject([{ name: labHostName(), state: 'done' }]);
    for (const check of ['ssh.auth', 'sudo.ok', 'os.systemd', 'swap.off'])
      expect(stateOf(report, check)).toBe('passed');
    expect(report.results.every(({ state }) => state !== 'waiting' && state !== 'running')).toBe(true);
    // The lab's hosts are containers with cgroup v1, which blocks.
    expect(code).toBe(1);
    for (const text of [password, JSON.stringify(password).slice(1, -1), keyText().slice(40, 100)])
      expect(stdout + stderr).not.toContain(text);
    // What docs/preflight.md says that findings may be.
    for (const result of report.results)
      if (result.state === 'finding') expect(severitiesOf(result.check), result.check).toContain(result.severity);
  });

  test('a password in the environment opens it, and what is right alone is green', async () => {
    const folder = await folderFor('ops', 'nobody’s', { sudoPassword: 'unused' });
    const only = ['--only', 'os.systemd,swap.off', '--password-env', 'PW'];
    const { code, stdout } = slipway(folder, [...words, ...only], { PW: labPassword('ops') });
    expect(stdout).toMatch(/: \d+ passed, 0 blocking, /);
    expect(code).toBe(0);
  });

  test('sudo without its password is a finding, and so is a host key that nobody knows', async () => {
    const folder = await folderFor('deploy', 'ops', { privateKeyFile: 'id' });
    const given = ['--secrets', 'secrets.yaml', '--only', 'system'];
    const withoutSudo = slipway(folder, [...words, ...given]);
    expect(withoutSudo.stdout).toMatch(/^blocking {2}.*\[sudo\.ok\]$/m);
    const unknown = slipway(folder, ['preflight', 'plan.yaml', '--known-hosts', 'id', ...given]);
    expect(unknown.stdout).toMatch(/^blocking {2}.*\[ssh\.hostkey\]$/m);
    expect([withoutSudo.code, unknown.code]).toEqual([1, 1]);
  });

  test('unknown host keys are accepted for one run when the call says so, with their fingerprints', async () => {
    const folder = await folderFor('root', 'ops', { privateKeyFile: 'id' });
    const call = [
      'preflight',
      'plan.yaml',
      '--known-hosts',
      'empty',
      '--secrets',
      'secrets.yaml',
      '--only',
      'os.systemd',
    ];
    await writeFile(path.join(folder, 'empty'), '');
    const { code, stderr } = slipway(folder, [...call, '--accept-new-host-keys']);
    expect(stderr).toMatch(/^Host key accepted for this run: \S+:22 \S+ SHA256:\S+$/m);
    expect(code).toBe(0);
    expect(readFileSync(path.join(folder, 'empty'), 'utf8')).toBe('');
    expect(slipway(folder, call).code).toBe(1);
  });
});
