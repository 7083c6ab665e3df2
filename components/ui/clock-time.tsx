'use client';

const two = (value: number) => String(value).padStart(2, '0');

/** 14:05:07 in the browser's time zone; with `day`, 2026-11-23 before it. The server's first guess may differ. */
export function ClockTime({ at, day = false }: { at: number; day?: boolean }) {
  const date = new Date(at);
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  const calendar = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return (
    <time dateTime={date.toISOString()} suppressHydrationWarning>
      {day ? `${calendar} ${time.slice(0, 5)}` : time}
    </time>
  );
}
