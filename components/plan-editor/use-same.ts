'use client';
import { useRef } from 'react';

/** The value as it was the last time for as long as it says the same, so that nobody is drawn again who only reads it. For plain data. */
export function useSame<T>(value: T): T {
  const kept = useRef(value);
  if (kept.current !== value && JSON.stringify(kept.current) !== JSON.stringify(value)) kept.current = value;
  return kept.current;
}
