import { readFile } from 'node:fs/promises';
import { HostError, type HostErrorValues } from '@/lib/hosts/error';
import type { HopTarget, HostTarget, LoginSecret } from '@/lib/hosts/target';
import { wayOf } from '@/lib/plan/place';
import type { Plan, PlanHop, PlanHost } from '@/lib/plan/schema';
import { type CommandContext, type OptionValues, reasonOf, UnreadableError } from '../command';
import type { KnownKeys } from './known-keys';
import { type Login, readSecrets, type Secrets, withHome } from './secrets-file';

/** Every way in that a call gives. */
export type Logins = {
  secrets: Secrets;
  /** For each credential that the secrets file has not. */
  common: Login;
};

/**
 * `--secrets`, `--identity`, `--ask-password` and `--password-env`. With an identity a password is sudo's; without one it is the
 * login's, and sudo's too.
 *
 * @throws UnreadableError
 */
export async function readLogins(context: CommandContext, options: OptionValues): Promise<Logins> {
  const { translate } = context;
  const secrets: Secrets =
    typeof options.secrets === 'string' ? await readSecrets(context, options.secrets) : new Map();
  const { identity } = options;
  const variable = options['password-env'];
  const asks = options['ask-password'] === true;
  if (asks && variable !== undefined)
    throw new UnreadableError(translate('cli.preflight.both', { one: '--ask-password', other: '--password-env' }));
  const ask = async (question: string): Promise<string> => {
    const answer = await context.ask(`${translate(`cli.preflight.ask.${question}`)} `);
    if (answer === null) throw new UnreadableError(translate('cli.preflight.noTerminal', { option: '--ask-password' }));
    return answer;
  };
  const fromEnvironment = (name: string): string => {
    const value = context.environment[name];
    if (!value) throw new UnreadableError(translate('cli.preflight.noVariable', { name }));
    return value;
  };
  if (typeof identity === 'string') {
    const privateKey = await readFile(context.resolve(withHome(identity)), 'utf8').catch((error: unknown) => {
      throw new UnreadableError(translate('cli.noFile', { path: identity, reason: reasonOf(error) }));
    });
    const passphrase = asks ? await ask('passphrase') : '';
    const sudoPassword =
      typeof variable === 'string' ? fromEnvironment(variable) : asks ? await ask('sudoPassword') : '';
    const secret: LoginSecret = { kind: 'private-key', privateKey, ...(passphrase && { passphrase }) };
    return { secrets, common: { secret, ...(sudoPassword && { sudoPassword }) } };
  }
  const password = typeof variable === 'string' ? fromEnvironment(variable) : asks ? await ask('password') : '';
  return { secrets, common: password ? { secret: { kind: 'password', password } } : {} };
}

/** Places of the plan by the credential that neither the file nor the command line has a way in for; '' where the plan has none. */
export function withoutLogin(plan: Plan, logins: Logins): Map<string, string[]> {
  const missing = new Map<string, string[]>();
  for (const { name, ssh } of plan.hosts)
    for (const { credential } of [ssh, ...(ssh.via ?? [])])
      if (!loginFor(logins, credential)) missing.set(credential, [...(missing.get(credential) ?? []), name]);
  return missing;
}

/** @throws HostError `credential-missing`, with `hop` when it is a bastion's */
export function targetFor(host: PlanHost, logins: Logins, keys: KnownKeys): HostTarget {
  const { via = [] } = host.ssh;
  const at = (
    { address, port, user, credential }: PlanHop,
    way: string,
    values: HostErrorValues,
  ): HopTarget & Login => {
    const login = loginFor(logins, credential);
    if (!login) throw new HostError('credential-missing', { ...values, address, port, user });
    return { address, port, user, ...login, pinnedKeys: keys.keysOf({ way, address, port }) };
  };
  const hops = via.map((hop, index) =>
    at(hop, wayOf(via.slice(0, index)), { host: host.name, hop: index + 1, hops: via.length }),
  );
  const own = at({ ...host.ssh, address: host.address }, wayOf(via), { host: host.name });
  return { name: host.name, ...own, ...(hops.length > 0 && { via: hops }) };
}

function loginFor(
  { secrets, common }: Logins,
  credential: string,
): { secret: LoginSecret; sudoPassword?: string } | null {
  const { secret, sudoPassword } = { ...common, ...secrets.get(credential)?.login };
  return secret ? { secret, ...(sudoPassword !== undefined && { sudoPassword }) } : null;
}

/** What services are signed in to with. The user is the plan's where the file names none. */
export function serviceSecrets(plan: Plan, { secrets }: Logins) {
  const userOf = (credential: string): string => {
    for (const service of [plan.database, plan.registry])
      if (service.kind === 'external' && service.credential === credential) return service.user;
    return '';
  };
  return {
    secret: async (credential: string) => {
      const service = secrets.get(credential)?.service;
      return service ? { user: service.user || userOf(credential), password: service.password } : null;
    },
    clientCertificate: async (credential: string) => secrets.get(credential)?.certificate ?? null,
  };
}
