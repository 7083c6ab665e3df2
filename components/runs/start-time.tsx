'use client';
import { useLocale } from 'next-intl';

/** Date and time in the browser's time zone; the server's first guess may be another. */
export function StartTime({ at }: { at: number }) {
  const format = new Intl.DateTimeFormat(useLocale(), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <time dateTime={new Date(at).toISOString()} suppressHydrationWarning>
      {format.format(at)}
    </time>
  );
}
