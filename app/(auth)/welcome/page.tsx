import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { currentUser } from '@/lib/auth/current-user';
import { db } from '@/lib/store/db';
import { OwnerForm } from './owner-form';

/** The one-time link leads here; its token stands behind `#`, where only the browser sees it. */
export default async function WelcomePage() {
  if (await currentUser()) redirect('/');
  if ((await db().user.count()) > 0) redirect('/sign-in');
  const t = await getTranslations('auth');
  return (
    <>
      <h1 style={{ fontSize: 20, lineHeight: '28px', fontWeight: 600, margin: '0 0 4px' }}>{t('welcome.title')}</h1>
      <p style={{ margin: '0 0 16px', color: 'var(--ink2)' }}>{t('welcome.intro')}</p>
      <OwnerForm />
    </>
  );
}
