import type { Client } from 'ssh2';
import { HostError } from './error';
import type { Privilege } from './loader';
import { runScript, type ScriptEnd } from './remote-script';
import { type HostTarget, valuesOf } from './target';

const askMs = 15_000;

type Answer = ScriptEnd & { stdout: string; stderr: string };

/** Runs a script as the login itself. */
async function ask(client: Client, target: HostTarget, script: string, stdin = ''): Promise<Answer> {
  let stdout = '';
  let stderr = '';
  const context = { client, privilege: 'none' as const, password: '', values: valuesOf(target) };
  const end = await runScript(context, script, {
    stdin,
    deadlineMs: askMs,
    onStdout: (chunk) => {
      stdout += chunk.toString();
    },
    onStderr: (chunk) => {
      stderr += chunk.toString();
    },
  });
  return { ...end, stdout, stderr };
}

const probe = `
if [ "$(id -u)" = 0 ]; then echo root
elif ! command -v sudo > /dev/null; then echo none
elif [ "$(sudo -k -n bash -c 'id -u' 2> /dev/null)" = 0 ]; then echo sudo
else echo password; fi`;

/** sudo repeats its prompt when a password was wrong, and does not when the right one is not enough. */
const prompt = 'slipway-asks-sudo';
const tryPassword = `sudo -k -S -p ${prompt} bash -c 'id -u'`;

/**
 * How this login becomes root, asked with sudo's memory of earlier passwords left aside. Found out once per connection:
 * after this, a script is only sent to a sudo that is known to take the password.
 */
export async function findPrivilege(
  client: Client,
  target: HostTarget,
): Promise<{ privilege: Privilege; sudoPassword: string }> {
  const answer = await ask(client, target, probe);
  const way = answer.stdout.trim();
  if (way === 'root' || way === 'sudo') return { privilege: way, sudoPassword: '' };
  if (way === 'none') throw new HostError('sudo-missing', valuesOf(target));
  if (way !== 'password') {
    throw new HostError('command-failed', { ...valuesOf(target), exitCode: answer.exitCode ?? -1 }, answer);
  }
  const own = target.secret.kind === 'password' ? target.secret.password : undefined;
  const password = target.sudoPassword || own;
  if (!password) throw new HostError('sudo-password-needed', valuesOf(target));
  // One line and the end of stdin: a wrong password counts once on hosts that lock accounts.
  const tried = await ask(client, target, tryPassword, `${password}\n`);
  if (tried.exitCode === 0 && tried.stdout.trim() === '0')
    return { privilege: 'sudo-password', sudoPassword: password };
  const prompts = tried.stderr.split(prompt).length - 1;
  const said = { stderr: tried.stderr.replaceAll(prompt, '').trim() };
  throw new HostError(prompts > 1 ? 'sudo-password-wrong' : 'sudo-not-allowed', valuesOf(target), said);
}
