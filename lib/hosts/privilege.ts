import type { Client } from 'ssh2';
import { refusedPausesMs } from './connection';
import { HostError, type HostErrorValues } from './error';
import type { Privilege } from './loader';
import { pause } from './pause';
import { runScript, type ScriptEnd } from './remote-script';
import { saidPlainly } from './said-plainly';
import { type HostTarget, valuesOf } from './target';

const askMs = 15_000;

type Answer = ScriptEnd & { stdout: string; stderr: string };

/** Asks again when sshd refuses the session: one that has just ended counts for a moment (MaxSessions 1). */
async function withSession<T>(work: () => Promise<T>): Promise<T> {
  for (const ms of refusedPausesMs) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof HostError) || error.code !== 'sessions-refused') throw error;
      await pause(ms);
    }
  }
  return work();
}

/** Runs a script as the login itself. */
function ask(client: Client, target: HostTarget, script: string, stdin = ''): Promise<Answer> {
  const context = { client, privilege: 'none' as const, password: '', values: valuesOf(target) };
  return withSession(async () => {
    let stdout = '';
    let stderr = '';
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
  });
}

const probe = `
uname -s
if [ "$(id -u)" = 0 ]; then echo root
elif ! command -v sudo > /dev/null; then echo none
elif [ "$(sudo -k -n bash -c 'id -u' 2> /dev/null)" = 0 ]; then echo sudo
else echo password; fi`;

/** sudo repeats its prompt when a password was wrong, and does not when the right one is not enough. */
const prompt = 'slipway-asks-sudo';
const tryPassword = `sudo -k -S -p ${prompt} bash -c 'id -u'`;

/**
 * What this login is: a shell on Linux, and how it becomes root, asked with sudo's memory of earlier passwords left aside.
 * Found out once per connection: after this, a script is only sent to a sudo that is known to take the password.
 *
 * @throws HostError `no-shell`, `not-linux`, `bash-missing`, `password-expired`, `sessions-refused`, `sudo-…`
 */
export async function findPrivilege(
  client: Client,
  target: HostTarget,
): Promise<{ privilege: Privilege; sudoPassword: string }> {
  const values = valuesOf(target);
  const answer = await ask(client, target, probe).catch(async (error: unknown) => {
    const silent = error instanceof HostError && (error.code === 'command-failed' || error.code === 'deadline');
    throw silent ? await whyNoShell(client, target, error) : error;
  });
  const [system = '', way] = answer.stdout.trim().split('\n');
  if (system !== 'Linux') throw new HostError('not-linux', { ...values, found: system || '?' });
  if (way === 'root' || way === 'sudo') return { privilege: way, sudoPassword: '' };
  if (way === 'none') throw new HostError('sudo-missing', values);
  if (way !== 'password') {
    throw new HostError('command-failed', { ...values, exitCode: answer.exitCode ?? -1 }, answer);
  }
  const own = target.secret.kind === 'password' ? target.secret.password : undefined;
  const password = target.sudoPassword || own;
  if (!password) throw new HostError('sudo-password-needed', values);
  // One line and the end of stdin: a wrong password counts once on hosts that lock accounts.
  const tried = await ask(client, target, tryPassword, `${password}\n`);
  if (tried.exitCode === 0 && tried.stdout.trim() === '0')
    return { privilege: 'sudo-password', sudoPassword: password };
  const prompts = tried.stderr.split(prompt).length - 1;
  const said = { stderr: tried.stderr.replaceAll(prompt, '').trim() };
  if (/must have a tty|no tty present/i.test(said.stderr)) throw new HostError('sudo-needs-terminal', values, said);
  throw new HostError(prompts > 1 ? 'sudo-password-wrong' : 'sudo-not-allowed', values, said);
}

const longestQuote = 200;

/** Our bash has not answered. What the login said instead of it, and what it says to a plain `uname -s`, tells why. */
async function whyNoShell(client: Client, target: HostTarget, first: HostError): Promise<HostError> {
  const values = valuesOf(target);
  const said = `${first.stdout}\n${first.stderr}`;
  const all = { stdout: first.stdout, stderr: first.stderr, cause: first };
  if (/password (has )?expired|password change required|must change your password/i.test(said))
    return new HostError('password-expired', values, all);
  const plain = await withSession(() => saidPlainly(client, 'uname -s', values)).catch(() => '');
  const system = /^(Linux|\w*BSD|Darwin|SunOS|AIX|HP-UX|DragonFly|CYGWIN\S*|MINGW\S*|MSYS\S*)$/m.exec(plain)?.[1];
  if (system && system !== 'Linux') return new HostError('not-linux', { ...values, found: system }, all);
  if (/is not recognized as (an internal|the name)/i.test(said))
    return new HostError('not-linux', { ...values, found: 'Windows' }, all);
  if (system) return new HostError('bash-missing', { ...values, found: firstLine(said) }, all);
  const exitCode = first.values.exitCode ?? -1;
  return new HostError('no-shell', { ...values, found: firstLine(said), exitCode } satisfies HostErrorValues, all);
}

/** What can be quoted of an output; a dash when there is nothing. A login without a home says so first, whatever comes then. */
function firstLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a forced command may say anything
  const lines = text.replace(/[\u0000-\u0009\u000b-\u001f\u007f\ufffd]/g, '').split('\n');
  return (
    lines
      .find((line) => line.trim() !== '' && !line.startsWith('Could not chdir'))
      ?.trim()
      .slice(0, longestQuote) ?? '–'
  );
}
