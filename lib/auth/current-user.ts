import { headers } from 'next/headers';
import { forbidden, redirect } from 'next/navigation';
import { cache } from 'react';
import { localPath } from './local-path';
import { allowed, type Requirement, type SessionUser } from './permissions';
import { askedPathHeader } from './request-headers';
import { userOfHeaders } from './session';

/** Who asks; null when nobody is signed in. Asked once per request, however many parts of a page need it. */
export const currentUser = cache(async (): Promise<SessionUser | null> => userOfHeaders(await headers()));

/** For pages and layouts: sends anonymous visitors to sign in and back; shows 403 to whom the permission is missing. */
export async function requireUser(needed: Requirement): Promise<SessionUser> {
  const user = await currentUser();
  if (!user) {
    const asked = localPath((await headers()).get(askedPathHeader));
    redirect(asked === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(asked)}`);
  }
  if (!allowed(user, needed)) forbidden();
  return user;
}
