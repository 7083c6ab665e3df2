import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { readMessages } from '@/lib/i18n/messages';

/** For tests: HTML without styles, as a person reads it. A text that is missing or can't be put together is thrown. */
export async function htmlOf(element: ReactNode, language: 'en' | 'zh' = 'en'): Promise<string> {
  const html = renderToStaticMarkup(
    <NextIntlClientProvider
      locale={language}
      messages={await readMessages(language)}
      timeZone="UTC"
      onError={(error) => {
        throw error;
      }}
    >
      {element}
    </NextIntlClientProvider>,
  );
  return html.replace(/<style[\s\S]*?<\/style>/g, '');
}
