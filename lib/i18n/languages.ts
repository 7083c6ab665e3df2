export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

export const languageCookie = 'slipway-language';

/**
 * The person's choice, else the first language of Accept-Language (RFC 9110, 12.5.4) that there is, else English.
 */
export function chooseLanguage(cookie: string | undefined, accept: string | null): Language {
  return known(cookie ?? '') ?? preferred(accept ?? '') ?? 'en';
}

function preferred(accept: string): Language | undefined {
  const ranked = accept
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';').map((p) => p.trim());
      const quality = parameters.find((p) => p.startsWith('q='));
      return { tag, quality: quality ? Number(quality.slice(2)) : 1 };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of ranked) {
    const language = known(tag.toLowerCase().split('-')[0] ?? '');
    if (language) return language;
  }
  return undefined;
}

const known = (text: string) => languages.find((language) => language === text);
