import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Target } from './preflight-console';

const has = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

/** Ansible's version; installed by apt-get where it is missing. @throws Error when there is none to be had */
export function ansibleVersion(say: (text: string) => void): string {
  if (!has('ansible') || !has('ssh')) {
    if (!has('apt-get'))
      throw new Error(
        'ansible is missing, and so is apt-get: install ansible-core and an OpenSSH client, then run this again',
      );
    say('installing ansible-core with apt-get');
    const words = ['install', '-y', '-qq', '--no-install-recommends', 'ansible-core', 'openssh-client'];
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' });
    const { status, stderr } = spawnSync('apt-get', words, { env, encoding: 'utf8' });
    if (status !== 0)
      throw new Error(
        `apt-get could not install ansible-core, and without it there is nothing to compare with: ${stderr.trim()}`,
      );
  }
  return /core ([\d.]+)/.exec(execFileSync('ansible', ['--version'], { encoding: 'utf8' }))?.[1] ?? '?';
}

export type Ansible = { run: () => Promise<{ seconds: number; answered: number }> };

/**
 * `ansible all -m setup -f 50` as fast as its manual knows how: pipelining, the interpreter named, no host keys asked for, and the
 * connections that it keeps for 60 s by default (ControlPersist) are there from round to round.
 */
export function ansibleOn(targets: Target[], folder: string, key: string): Ansible {
  const inventory = path.join(folder, 'inventory');
  // Nobody's own settings.
  writeFileSync(path.join(folder, 'ansible.cfg'), '');
  const lines = targets.map(({ name, address }) => `${name} ansible_host=${address}`);
  const common = [
    'ansible_user=root',
    `ansible_ssh_private_key_file=${key}`,
    'ansible_python_interpreter=/usr/bin/python3',
  ];
  writeFileSync(inventory, ['[all]', ...lines, '[all:vars]', ...common, ''].join('\n'));
  const env = {
    ...process.env,
    ANSIBLE_CONFIG: path.join(folder, 'ansible.cfg'),
    ANSIBLE_HOST_KEY_CHECKING: 'False',
    ANSIBLE_SSH_COMMON_ARGS: '-o UserKnownHostsFile=/dev/null -o LogLevel=ERROR',
    ANSIBLE_PIPELINING: 'True',
    ANSIBLE_SSH_CONTROL_PATH_DIR: path.join(folder, 'cp'),
    ANSIBLE_LOCAL_TEMP: path.join(folder, 'tmp'),
    ANSIBLE_NOCOLOR: '1',
  };
  return {
    run: () =>
      new Promise((resolve, reject) => {
        const began = performance.now();
        const child = spawn('ansible', ['all', '-i', inventory, '-m', 'setup', '-f', '50', '-o'], {
          env,
          stdio: ['ignore', 'pipe', 'pipe'],
        });
        let printed = '';
        let complained = '';
        child.stdout.on('data', (chunk) => {
          printed += chunk;
        });
        child.stderr.on('data', (chunk) => {
          complained += chunk;
        });
        child.once('error', reject);
        child.once('close', () => {
          const seconds = (performance.now() - began) / 1000;
          const answered = printed.match(/^\S+ \| SUCCESS => /gm)?.length ?? 0;
          if (answered === targets.length) return resolve({ seconds, answered });
          const said = printed.split('\n').find((line) => line !== '' && !line.includes('| SUCCESS')) ?? complained;
          reject(new Error(`ansible had answers from ${answered} of ${targets.length} targets: ${said.slice(0, 500)}`));
        });
      }),
  };
}
