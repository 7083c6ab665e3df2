'use client';

const two = (value: number) => String(value).padStart(2, '0');

/** 14:05:07, in the browser's time zone. */
export function clockTime(at: number): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** A time of day; the server doesn't know the browser's time zone, so its first guess may differ. */
export function ClockTime({ at }: { at: number }) {
  return (
    <time dateTime={new Date(at).toISOString()} suppressHydrationWarning>
      {clockTime(at)}
    </time>
  );
}
