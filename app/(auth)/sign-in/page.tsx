import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { currentUser } from '@/lib/auth/current-user';
import { localPath } from '@/lib/auth/local-path';
import { db } from '@/lib/store/db';
import { SignInForm } from './sign-in-form';

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const { next } = await searchParams;
  const target = localPath(typeof next === 'string' ? next : null);
  if (await currentUser()) redirect(target);
  const t = await getTranslations('auth');
  const empty = (await db().user.count()) === 0;
  return (
    <>
      <h1 style={{ fontSize: 20, lineHeight: '28px', fontWeight: 600, margin: '0 0 16px' }}>{t('signIn.title')}</h1>
      {empty && <p style={{ margin: '0 0 16px', color: 'var(--ink2)' }}>{t('signIn.nobodyYet')}</p>}
      <SignInForm target={target} />
    </>
  );
}
