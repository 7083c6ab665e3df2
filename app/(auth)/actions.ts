'use server';

import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { ActionFailure, action, publicAction } from '@/lib/auth/action';
import { audit } from '@/lib/auth/audit';
import { auth } from '@/lib/auth/auth';
import { createOwner, ownerLinkState } from '@/lib/auth/owner-link';
import { languageCookie, languages } from '@/lib/i18n/languages';
import { ownerSchema } from './welcome/owner-schema';

const aYear = 365 * 24 * 3600;

/** Makes the owner's account with the one-time token and signs it in. */
export const createOwnerAccount = publicAction(ownerSchema, async ({ token, ...owner }): Promise<void> => {
  const created = await createOwner(token, owner);
  if (!created) {
    const state = await ownerLinkState(token);
    throw new ActionFailure(state === 'valid' ? 'owner-exists' : `owner-link-${state}`);
  }
  await audit(created, 'owner.create', `user:${created.id}`);
  await auth().api.signInEmail({ body: { email: owner.email, password: owner.password }, headers: await headers() });
});

/** Ends this browser's session and goes to the sign-in page. */
export const signOut = action('signed-in', z.void(), async (_input, user): Promise<void> => {
  await auth().api.signOut({ headers: await headers() });
  await audit(user, 'session.end', `user:${user.id}`);
  redirect('/sign-in');
});

/** Keeps the language in this browser. Public: the sign-in page has the switch too, and it changes nothing else. */
export const setLanguage = publicAction(z.enum(languages), async (language): Promise<void> => {
  (await cookies()).set(languageCookie, language, { path: '/', maxAge: aYear, sameSite: 'lax', httpOnly: true });
});
