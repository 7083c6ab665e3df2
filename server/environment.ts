import { isIP } from 'node:net';
import { z } from 'zod';
import { logLevels } from '@/lib/log/log';
import { nearest } from './nearest';

type Variable = { schema: z.ZodType; example: string };
const variable = <T extends z.ZodType>(schema: T, example: string) => ({ schema, example });

/** Every variable that the console reads, with what it must be. `./slipway help` lists them, and a test holds it to this list. */
export const variables = {
  SLIPWAY_PORT: variable(
    z.coerce.number('a port number').int('a whole number').min(0, 'from 0').max(65_535, 'up to 65535').default(7600),
    '7600',
  ),
  /**
   * Loopback unless told otherwise: this console holds root on production hosts and speaks plain HTTP until somebody
   * puts TLS before it, so being reachable from the network is a choice.
   */
  SLIPWAY_HOST: variable(
    z
      .string()
      .refine((v) => isIP(v) !== 0, 'an address of this machine')
      .default('127.0.0.1'),
    '0.0.0.0 for every network',
  ),
  SLIPWAY_URL: variable(
    z
      .url({ protocol: /^https?$/, error: 'an http or https address' })
      .refine((v) => new URL(v).pathname === '/', 'an address without a path')
      .transform((v) => new URL(v).origin)
      .optional(),
    'https://slipway.example.com',
  ),
  SLIPWAY_PROXIES: variable(
    z
      .string()
      .transform((v) =>
        v
          .split(',')
          .map((one) => one.trim())
          .filter(Boolean),
      )
      .refine((list) => list.every((one) => isIP(one) !== 0), 'addresses of reverse proxies, with commas between')
      .default([]),
    '10.0.0.5,10.0.0.6',
  ),
  SLIPWAY_DATA: variable(z.string().min(1, 'a folder').default('data'), '/var/lib/slipway-data'),
  SLIPWAY_MASTER_KEY: variable(
    z
      .string()
      .refine((v) => Buffer.from(v, 'base64').length === 32, '32 bytes in base64')
      .optional(),
    'the output of: openssl rand -base64 32',
  ),
  SLIPWAY_MASTER_KEY_FILE: variable(z.string().min(1, 'a file').optional(), '/run/secrets/slipway-master-key'),
  SLIPWAY_LOG_LEVEL: variable(z.enum(logLevels, `one of ${logLevels.join(', ')}`).default('info'), 'info'),
  DATABASE_URL: variable(
    z.url({ protocol: /^postgres(ql)?$/, error: 'a postgresql:// address' }).optional(),
    'postgresql://slipway:password@db.example:5432/slipway',
  ),
} satisfies Record<string, Variable>;

type Variables = typeof variables;
export type Environment = { [K in keyof Variables]: z.output<Variables[K]['schema']> };

/** Values that must not be repeated in a message. */
const secret = new Set(['SLIPWAY_MASTER_KEY', 'DATABASE_URL']);

export class EnvironmentError extends Error {
  override name = 'EnvironmentError';
  constructor(readonly problems: string[]) {
    super(problems.join('\n'));
  }
}

/**
 * Reads and checks the environment, all of it before the first complaint.
 * @throws EnvironmentError with one problem per variable: which, what was found, what is needed, an example.
 */
export function readEnvironment(from: Record<string, string | undefined>): Environment {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, { schema, example }] of Object.entries(variables)) {
    const found = from[name];
    const parsed = schema.safeParse(found);
    if (parsed.success) values[name] = parsed.data;
    else {
      const shown = secret.has(name) ? 'a value' : JSON.stringify(found);
      const needed = parsed.error.issues.map((issue) => issue.message).join(', ');
      problems.push(`${name}: found ${shown}, needed ${needed}. Example: ${name}=${example}`);
    }
  }
  for (const name of Object.keys(from)) {
    // SLIPWAY_E2E_…: the tests' own, which the console that they start inherits.
    if (!name.startsWith('SLIPWAY_') || name.startsWith('SLIPWAY_E2E_') || name in variables) continue;
    const known = Object.keys(variables).filter((one) => one.startsWith('SLIPWAY_'));
    problems.push(`${name}: there is no such variable; the nearest is ${nearest(name, known)}`);
  }
  if (from.SLIPWAY_MASTER_KEY && from.SLIPWAY_MASTER_KEY_FILE) {
    problems.push('SLIPWAY_MASTER_KEY and SLIPWAY_MASTER_KEY_FILE are both set: keep one of them');
  }
  if (problems.length > 0) throw new EnvironmentError(problems);
  return values as Environment;
}
