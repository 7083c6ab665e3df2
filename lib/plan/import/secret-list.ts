import { type Plan, planSchema } from '../schema';
import type { ImportedSecret } from './imported';

type Login = Pick<ImportedSecret, 'kind' | 'value'> & { sudoPassword?: string };

/** Secrets while a file is read: the same one of the same user is one credential, however many hosts it opens. */
export class SecretList {
  private readonly entries: { login: Required<Login>; user: string; paths: string[]; subject: string }[] = [];

  /** @param subject what it opens, for the credential's name: `node-1`, `registry.example.com` */
  add(login: Login, user: string, subject: string, path: string): void {
    if (login.value === '') return;
    const full = { sudoPassword: '', ...login };
    const same = this.entries.find(
      (entry) =>
        entry.user === user &&
        entry.login.kind === full.kind &&
        entry.login.value === full.value &&
        entry.login.sudoPassword === full.sudoPassword,
    );
    if (same) same.paths.push(path);
    else this.entries.push({ login: full, user, paths: [path], subject });
  }

  /** Named after the plan and what they open, each name once. */
  of(planName: string): ImportedSecret[] {
    const used = new Set<string>();
    return this.entries.map(({ login, user, paths, subject }) => {
      const more = paths.length > 1 ? ` +${paths.length - 1}` : '';
      const whole = `${planName}: ${user ? `${user}@` : ''}${subject}${more}`.slice(0, 96);
      let name = whole;
      for (let count = 2; used.has(name); count += 1) name = `${whole} ${count}`;
      used.add(name);
      return { name, ...login, paths };
    });
  }
}

/**
 * The plan with the ids of sealed credentials where their secrets belong.
 *
 * @throws RangeError for a path that is no credential's: only such a field may hold what comes from outside
 */
export function withCredentials(plan: Plan, sealed: readonly { paths: readonly string[]; id: string }[]): Plan {
  const copy = structuredClone(plan);
  for (const { paths, id } of sealed) {
    for (const path of paths) {
      const keys = path.split('.');
      const last = keys.pop() ?? '';
      const parent = keys.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], copy);
      if (last !== 'credential' || typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, last)) {
        throw new RangeError(`found ${path}, needed the path of a credential`);
      }
      (parent as Record<string, unknown>)[last] = id;
    }
  }
  return planSchema.parse(copy);
}
