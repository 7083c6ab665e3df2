'use client';
import { useEffect, useState } from 'react';

const two = (value: number) => String(value).padStart(2, '0');

/** 14:05:07, in the browser's time zone. */
export function clockTime(at: number): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** A time of day, in the browser's time zone as soon as it runs there: the server doesn't know it. */
export function ClockTime({ at }: { at: number }) {
  const [text, setText] = useState<string | null>(null);
  useEffect(() => setText(clockTime(at)), [at]);
  const iso = new Date(at).toISOString();
  return <time dateTime={iso}>{text ?? iso.slice(11, 19)}</time>;
}
