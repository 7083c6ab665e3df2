import { createHash } from 'node:crypto';
// Node.js can't see the names that this CommonJS package exports: only its default.
import ssh2, { type ParsedKey } from 'ssh2';

export const privateKeyProblems = [
  'empty',
  'not-a-key',
  'public-key',
  'putty',
  'passphrase-missing',
  'passphrase-wrong',
  'unsupported',
] as const;
/** Why a text is no usable private key; texts: `privateKey.<problem>` in messages/<language>/hosts.json. */
export type PrivateKeyProblem = (typeof privateKeyProblems)[number];

export type PrivateKeyReading =
  | { key: ParsedKey /** SHA-256 of its public half, as ssh-keygen -l prints it. */; fingerprint: string }
  | { problem: PrivateKeyProblem };

const publicKey =
  /^(ssh-(rsa|dss|ed25519)|ecdsa-sha2-\S+|sk-\S+) [A-Za-z0-9+/]+=*|^-----BEGIN (SSH2 )?([A-Z]+ )?PUBLIC KEY-----/;
const pem = /^-----BEGIN ([A-Z ]*)PRIVATE KEY-----\r?\n/;

/** Whether the text says of itself that it is encrypted: PEM by its headers, OpenSSH's format by its cipher's name. */
function isEncrypted(text: string): boolean {
  if (/^-----BEGIN ENCRYPTED PRIVATE KEY-----/.test(text) || /^Proc-Type: 4,ENCRYPTED/m.test(text)) return true;
  if (!text.startsWith('-----BEGIN OPENSSH PRIVATE KEY-----')) return false;
  const body = Buffer.from(text.replace(/-----[^-]+-----/g, ''), 'base64');
  const name = 'openssh-key-v1\0'.length;
  if (body.length < name + 4) return false;
  return body.toString('latin1', name + 4, name + 4 + body.readUInt32BE(name)) !== 'none';
}

/** Parses a private key as a person pasted it. A problem is found out from the text's own structure. */
export function readPrivateKey(pasted: string, passphrase?: string): PrivateKeyReading {
  const text = `${pasted.trim().replaceAll('\r\n', '\n')}\n`;
  if (text === '\n') return { problem: 'empty' };
  if (/^PuTTY-User-Key-File-\d/.test(text)) return { problem: 'putty' };
  if (publicKey.test(text)) return { problem: 'public-key' };
  if (!pem.test(text)) return { problem: 'not-a-key' };
  // PKCS#8, which ssh2 cannot read; `ssh-keygen -p -f KEY` writes OpenSSH's format.
  if (/^-----BEGIN (ENCRYPTED )?PRIVATE KEY-----/.test(text)) return { problem: 'unsupported' };
  const encrypted = isEncrypted(text);
  if (encrypted && !passphrase) return { problem: 'passphrase-missing' };
  const parsed = ssh2.utils.parseKey(text, passphrase);
  // OpenSSH's format comes back as an array of one, which the type does not say.
  const key: ParsedKey | Error | undefined = Array.isArray(parsed) ? parsed[0] : parsed;
  if (key === undefined || key instanceof Error) return { problem: encrypted ? 'passphrase-wrong' : 'not-a-key' };
  if (!key.isPrivateKey()) return { problem: 'public-key' };
  const digest = createHash('sha256').update(key.getPublicSSH()).digest('base64').replace(/=+$/, '');
  return { key, fingerprint: `SHA256:${digest}` };
}
