'use client';
import { useEffect, useState } from 'react';

/** The time in milliseconds, once a second while `ticking`. The first value is the server's, so that both draw the same. */
export function useNow(initial: number, ticking: boolean): number {
  const [now, setNow] = useState(initial);
  useEffect(() => {
    setNow(Date.now());
    if (!ticking) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [ticking]);
  return now;
}
