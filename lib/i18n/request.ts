import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { chooseLanguage, languageCookie } from './languages';
import { readMessages } from './messages';

/** next-intl's hook: language and messages of the request at hand. The language is in no address. */
export default getRequestConfig(async () => {
  const locale = chooseLanguage((await cookies()).get(languageCookie)?.value, (await headers()).get('accept-language'));
  return { locale, messages: await readMessages(locale), timeZone: 'UTC' };
});
