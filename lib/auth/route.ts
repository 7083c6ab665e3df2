import { randomBytes } from 'node:crypto';
import { unstable_rethrow } from 'next/navigation';
import { logUnexpected } from '@/lib/log/log';
import { allowed, type Requirement, type SessionUser } from './permissions';
import { fromOwnPage } from './public-origin';
import { userOfHeaders } from './session';

type Handler<C> = (request: Request, context: C, user: SessionUser) => Promise<Response>;

/** A route handler that only an account with the permission reaches: 401 or 403 with `{ error }` for the others. */
export function route<C>(
  permission: Requirement,
  handler: Handler<C>,
): (request: Request, context: C) => Promise<Response> {
  return async (request, context) => {
    try {
      const user = await userOfHeaders(request.headers);
      if (!user) return refuse(401, 'unauthenticated');
      if (!allowed(user, permission)) return refuse(403, 'forbidden');
      const reads = request.method === 'GET' || request.method === 'HEAD';
      if (!reads && !fromOwnPage(request.headers)) return refuse(403, 'wrong-origin');
      return await handler(request, context, user);
    } catch (error) {
      unstable_rethrow(error);
      const id = randomBytes(4).toString('hex');
      logUnexpected('route', id, error);
      return Response.json({ error: 'unexpected', id }, { status: 500 });
    }
  };
}

const refuse = (status: number, error: string) => Response.json({ error }, { status });
