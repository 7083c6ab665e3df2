'use client';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Nav, NavLink } from './bar-styles';

const pages = ['plans', 'runs', 'settings'] as const;

export function MainNav() {
  const t = useTranslations('shell');
  const path = usePathname();
  return (
    <Nav aria-label={t('mainNav')}>
      {pages.map((page) => (
        <NavLink key={page} href={`/${page}`} aria-current={path.startsWith(`/${page}`) ? 'page' : undefined}>
          {t(`pages.${page}`)}
        </NavLink>
      ))}
    </Nav>
  );
}
