import { createHmac } from 'node:crypto';
import { keyTypeOf, knownKeyTypes } from './host-key';
import type { PinnedKey } from './target';

/** Why a line of a known_hosts file is not used; texts: `settings.knownHosts.reasons.<reason>`. Letters only. */
export type LeftLine = { line: number; reason: 'certAuthority' | 'revoked' | 'keyType' | 'unreadable' };

type Entry = PinnedKey & { line: number; hosts: string; revoked: boolean };
export type KnownHosts = { entries: Entry[]; left: LeftLine[] };

/**
 * A known_hosts file as sshd(8) describes it: hashed names, wildcards, negations, `[host]:port`. `@cert-authority` has no
 * place here and is listed; `@revoked` is listed too, and takes its key away from every host that it names.
 */
export function parseKnownHosts(text: string): KnownHosts {
  const entries: Entry[] = [];
  const left: LeftLine[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = index + 1;
    const fields = raw.trim().split(/\s+/);
    if (fields[0] === '' || fields[0]?.startsWith('#')) continue;
    const marker = fields[0]?.startsWith('@') ? fields.shift() : undefined;
    const [hosts = '', type = '', key = ''] = fields;
    if (marker === '@cert-authority') left.push({ line, reason: 'certAuthority' });
    else if ((marker !== undefined && marker !== '@revoked') || !isKey(type, key))
      left.push({ line, reason: 'unreadable' });
    else if (!knownKeyTypes.has(type)) left.push({ line, reason: 'keyType' });
    else {
      const revoked = marker === '@revoked';
      if (revoked) left.push({ line, reason: 'revoked' });
      entries.push({ line, hosts, type, key: Buffer.from(key, 'base64').toString('base64'), revoked });
    }
  }
  return { entries, left };
}

/** Keys that the file has for an address and port, one of each type: the first, as ssh takes it. */
export function keysFor({ entries }: KnownHosts, { address, port }: { address: string; port: number }): PinnedKey[] {
  const name = port === 22 ? address.toLowerCase() : `[${address.toLowerCase()}]:${port}`;
  const matching = entries.filter(({ hosts }) => matches(hosts, name));
  const revoked = new Set(matching.filter((entry) => entry.revoked).map(({ key }) => key));
  const byType = new Map<string, PinnedKey>();
  for (const { type, key } of matching) if (!revoked.has(key) && !byType.has(type)) byType.set(type, { type, key });
  return [...byType.values()];
}

function isKey(type: string, key: string): boolean {
  if (!/^[A-Za-z0-9+/]+=*$/.test(key)) return false;
  return type !== '' && keyTypeOf(Buffer.from(key, 'base64')) === type;
}

function matches(hosts: string, name: string): boolean {
  if (hosts.startsWith('|')) return isHashOf(hosts, name);
  const patterns = hosts.toLowerCase().split(',');
  if (patterns.some((pattern) => pattern.startsWith('!') && like(pattern.slice(1), name))) return false;
  return patterns.some((pattern) => like(pattern, name));
}

/** `|1|salt|hash`, both base64: HMAC-SHA1 of the name with the salt as its key (HashKnownHosts). */
function isHashOf(hosts: string, name: string): boolean {
  const [, version, salt = '', hash = ''] = hosts.split('|');
  if (version !== '1') return false;
  return createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest().equals(Buffer.from(hash, 'base64'));
}

/** `*` stands for any characters and `?` for one; all others, brackets too, for themselves. */
function like(pattern: string, name: string): boolean {
  // Not a regular expression: a pattern from a file could make one that never ends.
  let at = 0;
  let inName = 0;
  let star = -1;
  let mark = 0;
  while (inName < name.length) {
    if (at < pattern.length && (pattern[at] === '?' || pattern[at] === name[inName]) && pattern[at] !== '*') {
      at++;
      inName++;
    } else if (pattern[at] === '*') {
      star = at++;
      mark = inName;
    } else if (star >= 0) {
      at = star + 1;
      inName = ++mark;
    } else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}
