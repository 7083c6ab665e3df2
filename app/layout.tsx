import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import InitColorSchemeScript from '@mui/material/InitColorSchemeScript';
import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ThemeRegistry } from '@/components/ui/theme-registry';

export const metadata: Metadata = {
  title: { default: 'Slipway', template: '%s, Slipway' },
  icons: { icon: '/mark.svg' },
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, asked] = await Promise.all([getLocale(), headers()]);
  return (
    <html lang={locale === 'zh' ? 'zh-CN' : 'en'} suppressHydrationWarning>
      <body>
        {/* Before anything is drawn, so that the page never flashes in the wrong scheme. */}
        <InitColorSchemeScript
          attribute="data-theme"
          defaultMode="system"
          // server/security-headers.ts gives every request its own; a script without it does not run.
          nonce={asked.get('x-nonce') ?? undefined}
        />
        <NextIntlClientProvider>
          <ThemeRegistry>{children}</ThemeRegistry>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
