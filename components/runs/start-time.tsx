'use client';
import { useLocale } from 'next-intl';
import { useEffect, useState } from 'react';

/** Date and time, in the browser's time zone as soon as it runs there: the server doesn't know it. */
export function StartTime({ at }: { at: number }) {
  const locale = useLocale();
  const [timeZone, setTimeZone] = useState<string | undefined>('UTC');
  useEffect(() => setTimeZone(undefined), []);
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return <time dateTime={new Date(at).toISOString()}>{format.format(at)}</time>;
}
