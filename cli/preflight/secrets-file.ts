import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import type { LoginSecret } from '@/lib/hosts/target';
import { type Path, type Place, readYaml, textLimits } from '@/lib/plan/read-yaml';
import { type CommandContext, reasonOf, UnreadableError } from '../command';

/** How to sign in somewhere; without `secret` only sudo's password is given, and the way in comes from the command line. */
export type Login = { secret?: LoginSecret; sudoPassword?: string };
export type Secret = {
  login: Login | null;
  /** For a service; user '' where the plan names it. */
  service: { user: string; password: string } | null;
  certificate: { ca: string; certificate: string; key: string } | null;
};
/** By what the plan has as `credential`. */
export type Secrets = ReadonlyMap<string, Secret>;

const text = z.string().min(1);
const entrySchema = z.strictObject({
  user: text.optional(),
  password: text.optional(),
  privateKeyFile: text.optional(),
  passphrase: text.optional(),
  sudoPassword: text.optional(),
  ca: text.optional(),
  certificate: text.optional(),
  key: text.optional(),
});
type Entry = z.infer<typeof entrySchema>;
const fields = Object.keys(entrySchema.shape).join(', ');

/** Why a secrets file isn't taken; texts: `cli.secrets.<code>`. No code quotes what stands in the file. */
type Problem = { code: 'syntax' | 'shape' | 'field' | 'kind' | 'combination' | 'file'; place: Place; reason?: string };

/**
 * A YAML file of credentials by the names that a plan refers to them by, each one of: `password` (and `user`, for a service);
 * `privateKeyFile` (and `passphrase`); `certificate`, `key` and `ca` (PEM, or a path). The first two may have a `sudoPassword`,
 * which may also stand alone.
 *
 * @throws UnreadableError when it can't be read or understood, or others than its owner may read it
 */
export async function readSecrets(context: CommandContext, file: string): Promise<Secrets> {
  const resolved = context.resolve(file);
  const yaml = readYaml(await readPrivate(context, file, resolved));
  if (!('placeOf' in yaml)) {
    throw refused(
      context,
      file,
      yaml.errors.map(({ line, column }) => ({ code: 'syntax', place: { line, column } })),
    );
  }
  const { placeOf, placeOfKey } = yaml;
  if (yaml.value === null || yaml.value === undefined) return new Map();
  const parsed = z.record(z.string(), entrySchema).safeParse(yaml.value);
  if (!parsed.success) {
    const problems = parsed.error.issues.flatMap((issue): Problem[] => {
      const at = issue.path as Path;
      if (issue.code !== 'unrecognized_keys') return [{ code: at.length === 2 ? 'kind' : 'shape', place: placeOf(at) }];
      return issue.keys.map((key) => ({ code: 'field', place: placeOfKey([...at, key]) }));
    });
    throw refused(context, file, problems);
  }
  const folder = path.dirname(resolved);
  const problems: Problem[] = [];
  const secrets = Object.entries(parsed.data).flatMap(([name, entry]): [string, Secret][] => {
    const secret = secretOf(entry, (field, value) => {
      try {
        return readFileSync(path.resolve(folder, withHome(value)), 'utf8');
      } catch (error) {
        problems.push({ code: 'file', place: placeOf([name, field]), reason: reasonOf(error) });
        return '';
      }
    });
    if (!secret) problems.push({ code: 'combination', place: placeOfKey([name]) });
    return secret ? [[name, secret]] : [];
  });
  if (problems.length > 0) throw refused(context, file, problems);
  return new Map(secrets);
}

/** null when its fields don't make one credential. */
function secretOf(entry: Entry, fileOf: (field: keyof Entry, value: string) => string): Secret | null {
  const { user, password, privateKeyFile, passphrase, sudoPassword, ca, certificate, key } = entry;
  const pem = (field: 'ca' | 'certificate' | 'key', value: string) =>
    value.includes('-----BEGIN') ? value : fileOf(field, value);
  const sudo = sudoPassword === undefined ? {} : { sudoPassword };
  const given = (...names: (keyof Entry)[]) => Object.keys(entry).every((name) => names.includes(name as keyof Entry));
  if (privateKeyFile !== undefined && given('privateKeyFile', 'passphrase', 'sudoPassword')) {
    const privateKey = fileOf('privateKeyFile', privateKeyFile);
    const secret = { kind: 'private-key' as const, privateKey, ...(passphrase !== undefined && { passphrase }) };
    return { login: { secret, ...sudo }, service: null, certificate: null };
  }
  if (password !== undefined && given('user', 'password', 'sudoPassword')) {
    const secret = { kind: 'password' as const, password };
    return { login: { secret, ...sudo }, service: { user: user ?? '', password }, certificate: null };
  }
  if (certificate !== undefined && key !== undefined && given('ca', 'certificate', 'key')) {
    const own = { certificate: pem('certificate', certificate), key: pem('key', key) };
    return {
      login: null,
      service: null,
      certificate: { ca: ca === undefined ? '' : pem('ca', ca), ...own },
    };
  }
  if (sudoPassword !== undefined && given('sudoPassword')) return { login: sudo, service: null, certificate: null };
  return null;
}

/** Looks at the open file: nobody can put another one in its place between the look and the reading. */
async function readPrivate(context: CommandContext, file: string, resolved: string): Promise<string> {
  const { translate } = context;
  try {
    const handle = await open(resolved, 'r');
    try {
      const { mode, size } = await handle.stat();
      const found = (mode & 0o777).toString(8).padStart(4, '0');
      if (mode & 0o077) throw new UnreadableError(translate('cli.secrets.mode', { path: file, found }));
      if (size > textLimits.bytes)
        throw new UnreadableError(translate('cli.noFile', { path: file, reason: `> ${textLimits.bytes} bytes` }));
      return await handle.readFile('utf8');
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof UnreadableError) throw error;
    throw new UnreadableError(translate('cli.noFile', { path: file, reason: reasonOf(error) }));
  }
}

export function withHome(file: string): string {
  return file.startsWith('~/') ? path.join(homedir(), file.slice(2)) : file;
}

function refused({ translate }: CommandContext, file: string, problems: Problem[]): UnreadableError {
  const details = problems.map(({ code, place, reason = '' }) => ({
    ...place,
    code,
    text: translate(`cli.secrets.${code}`, { reason, fields }),
  }));
  return new UnreadableError(
    details.map(({ line, column, text }) => `${file}:${line}:${column}  ${text}`).join('\n'),
    details,
  );
}
