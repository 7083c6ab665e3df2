import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { TopBar } from '@/components/shell/top-bar';
import { WindowColumn } from '@/components/ui/page-frame';
import { requireUser } from '@/lib/auth/current-user';
import { languages } from '@/lib/i18n/languages';
import { listPlans } from '@/lib/store/plans';
import { setLanguage, signOut } from './(auth)/actions';

/** The bar and the page below it, for everybody who is signed in. */
export async function ConsoleFrame({ children }: { children: ReactNode }) {
  const user = await requireUser('plan:read');
  const [plans, locale] = await Promise.all([listPlans(), getLocale()]);
  return (
    <WindowColumn>
      <TopBar
        person={{ name: user.name, email: user.email, role: user.role }}
        plans={plans.map(({ id, name, lastRun, installed }) => ({ id, name, lastRun, installed }))}
        language={languages.find((language) => language === locale) ?? 'en'}
        signOut={signOut}
        setLanguage={setLanguage}
      />
      {children}
    </WindowColumn>
  );
}
