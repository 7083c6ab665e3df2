import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { LanguageSwitch } from '@/components/shell/language-switch';
import { setLanguage } from './actions';

/** The pages before an account: one narrow column, nothing of the product behind it. */
export default async function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main style={{ minHeight: '100dvh', display: 'grid', placeItems: 'center', padding: 24 }}>
      <div style={{ width: '100%', maxWidth: 360 }}>
        <header style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', marginBottom: 24 }}>
          <strong style={{ fontSize: 15, lineHeight: '22px', fontWeight: 600 }}>Slipway</strong>
          <LanguageSwitch language={await getLocale()} setLanguage={setLanguage} />
        </header>
        {children}
      </div>
    </main>
  );
}
