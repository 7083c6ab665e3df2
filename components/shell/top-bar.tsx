'use client';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Mark } from '@/components/ui/icons';
import { Bar, Brand } from './bar-styles';
import { GoTo } from './go-to';
import { LanguageSwitch } from './language-switch';
import { LifeNav } from './life-nav';
import { MainNav } from './main-nav';
import { PersonMenu } from './person-menu';
import { PlanSwitcher } from './plan-switcher';
import { SchemeSwitch } from './scheme-switch';
import { planOfPath, type ShellData } from './shell-data';

/** The bar of 48 above every page: where one is, where one can go, and who one is. */
export function TopBar({ person, plans, language, signOut, setLanguage }: ShellData) {
  const t = useTranslations('shell');
  const plan = planOfPath(usePathname(), plans);
  return (
    <Bar>
      <Brand href="/plans" aria-label={t('home')}>
        <Mark />
        Slipway
      </Brand>
      {plan ? (
        <>
          <PlanSwitcher plan={plan} plans={plans} />
          <LifeNav plan={plan} />
        </>
      ) : (
        <MainNav role={person.role} />
      )}
      <span style={{ flex: 1 }} />
      <GoTo plans={plans} role={person.role} />
      <LanguageSwitch language={language} setLanguage={setLanguage} />
      <SchemeSwitch />
      <PersonMenu person={person} signOut={signOut} />
    </Bar>
  );
}
