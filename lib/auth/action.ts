import { randomBytes } from 'node:crypto';
import { headers } from 'next/headers';
import { unstable_rethrow } from 'next/navigation';
import type { z } from 'zod';
import { logUnexpected } from '@/lib/log/log';
import { currentUser } from './current-user';
import { fieldCodes } from './field-codes';
import { allowed, type Requirement, type SessionUser } from './permissions';
import { fromOwnPage } from './public-origin';

/** `code` is a key below `errors` in the messages; so is each value of `fields`, whose keys are form fields. */
export type ActionError = {
  code: string;
  values?: Record<string, string | number>;
  fields?: Record<string, string>;
};
export type ActionResult<T> = { ok: true; data: T } | { ok: false; error: ActionError };

/** Thrown inside an action for a failure that the person can do something about. */
export class ActionFailure extends Error {
  override name = 'ActionFailure';
  constructor(
    readonly code: string,
    readonly values?: Record<string, string | number>,
    readonly fields?: Record<string, string>,
  ) {
    super(code);
  }
}

/** A server action that only an account with the permission can call, with input of the schema's shape. */
export function action<S extends z.ZodType, T>(
  permission: Requirement,
  input: S,
  handler: (input: z.output<S>, user: SessionUser) => Promise<T>,
): (raw: z.input<S>) => Promise<ActionResult<T>> {
  return async (raw) =>
    answer(async () => {
      const user = await currentUser();
      if (!user) throw new ActionFailure('unauthenticated');
      if (!allowed(user, permission)) throw new ActionFailure('forbidden');
      return handler(parse(input, raw), user);
    });
}

/** A server action that anybody can call. `access.ts` names each of them. */
export function publicAction<S extends z.ZodType, T>(
  input: S,
  handler: (input: z.output<S>) => Promise<T>,
): (raw: z.input<S>) => Promise<ActionResult<T>> {
  return async (raw) => answer(async () => handler(parse(input, raw)));
}

async function answer<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    if (!fromOwnPage(await headers())) throw new ActionFailure('wrong-origin');
    return { ok: true, data: await work() };
  } catch (error) {
    // redirect(), notFound() and their like are thrown, and are Next's to handle.
    unstable_rethrow(error);
    if (error instanceof ActionFailure) {
      const { code, values, fields } = error;
      return { ok: false, error: { code, ...(values && { values }), ...(fields && { fields }) } };
    }
    const id = randomBytes(4).toString('hex');
    logUnexpected('action', id, error);
    return { ok: false, error: { code: 'unexpected', values: { id } } };
  }
}

function parse<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw new ActionFailure('invalid-input', undefined, fieldCodes(parsed.error));
}
