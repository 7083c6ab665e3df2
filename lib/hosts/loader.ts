import { quote } from '@/lib/text/quote';

/** How commands become root on a host, found out once when connecting. */
export type Privilege = 'root' | 'sudo' | 'sudo-password';

/** sudo's secure_path lacks /usr/local/bin on the RHEL family, and a login's PATH is anyone's guess: always the same one. */
const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * What bash runs on the host for every script. It says on both streams that it is there (what a login's .bashrc
 * printed before is not the script's), then drops lines until it reads the nonce: a password that sudo did not ask for
 * can so never become script text. Then a line with the script's length, the script, and the rest is the script's
 * stdin. The script is on no command line, so that `ps` does not show it. No single quote, `!` or newline in here:
 * the login's shell may be csh.
 */
const loader = [
  `export LC_ALL=C HOME=/root PATH=${path}`,
  'cd /',
  'printf "%s-ready\\n" "$1"',
  'printf "%s-ready\\n" "$1" >&2',
  'slipway=',
  'until [ "$slipway" = "$1" ]; do IFS= read -r slipway || exit 97; done',
  'IFS= read -r slipway || exit 97',
  'IFS= read -r -N "$slipway" slipway || exit 97',
  'shift',
  'eval "unset slipway; $slipway"',
].join('; ');

const becomeRoot: Record<Privilege | 'none', string> = {
  none: '',
  root: '',
  // -k: a remembered password does not count. What works today only because somebody typed it a minute ago would
  // fail in the middle of an install, and sudo would leave our password on the script's stdin.
  sudo: 'sudo -k -n -- ',
  'sudo-password': "sudo -k -S -p '' -- ",
};

/** The command for the login's shell. `deadlineSeconds` 0: none; the host itself ends it, also when nobody listens any more. */
export function remoteCommand(privilege: Privilege | 'none', nonce: string, deadlineSeconds: number): string {
  const limit = deadlineSeconds > 0 ? `timeout -k 5 ${deadlineSeconds} ` : '';
  return `exec ${becomeRoot[privilege]}env LC_ALL=C ${limit}bash --norc --noprofile -c ${quote(loader)} slipway ${quote(nonce)}`;
}

export function readyMark(nonce: string): string {
  return `${nonce}-ready\n`;
}

/** What goes to the loader's stdin before the script's own stdin. */
export function scriptHeader(nonce: string, script: string): Buffer {
  const bytes = Buffer.from(script.endsWith('\n') ? script : `${script}\n`);
  if (bytes.includes(0)) throw new Error('a script cannot hold a NUL byte');
  return Buffer.concat([Buffer.from(`${nonce}\n${bytes.length}\n`), bytes]);
}
