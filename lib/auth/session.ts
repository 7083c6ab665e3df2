import { auth } from './auth';
import { roleOf, type SessionUser } from './permissions';

/** Whose session a request carries, by its headers (cookie); null when it carries none that is valid. */
export async function userOfHeaders(headers: Headers): Promise<SessionUser | null> {
  const session = await auth().api.getSession({ headers });
  if (!session) return null;
  const { id, name, email, role } = session.user;
  return { id, name, email, role: roleOf(role ?? '') };
}
