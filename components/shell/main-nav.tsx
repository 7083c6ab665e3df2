'use client';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Nav, NavLink } from './bar-styles';
import { pagesFor } from './shell-data';

export function MainNav({ role }: { role: string }) {
  const t = useTranslations('shell');
  const path = usePathname();
  return (
    <Nav aria-label={t('mainNav')}>
      {pagesFor(role).map((page) => (
        <NavLink key={page} href={`/${page}`} aria-current={path.startsWith(`/${page}`) ? 'page' : undefined}>
          {t(`pages.${page}`)}
        </NavLink>
      ))}
    </Nav>
  );
}
