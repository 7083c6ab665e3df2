'use client';
import { useCallback, useEffect, useState } from 'react';
import { formatLogAddress, type LogAddress, parseLogAddress } from '@/components/run/log-address';
import { everything } from '@/lib/realtime/log-selection';

/**
 * Filter and line of the log, kept in the address. The server doesn't know the hash, so both are read after the first
 * picture. `shown` counts every wish to see a line: asking for the same line twice scrolls twice.
 */
export function useLogAddress() {
  const [address, setAddress] = useState<LogAddress & { shown: number }>({ filter: everything, line: 0, shown: 0 });

  useEffect(() => {
    const read = () => {
      const next = parseLogAddress(location.search, location.hash);
      setAddress((old) => ({ ...next, shown: next.line > 0 ? old.shown + 1 : old.shown }));
    };
    read();
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);

  const change = useCallback((next: Partial<LogAddress>) => {
    setAddress((old) => {
      const filter = next.filter ?? old.filter;
      const line = next.line ?? old.line;
      const text = formatLogAddress({ filter, line }, location.search);
      // In an effect-free moment: React may call this twice, the same address is written both times.
      queueMicrotask(() => window.history.replaceState(null, '', `${location.pathname}${text}`));
      return { filter, line, shown: next.line ? old.shown + 1 : old.shown };
    });
  }, []);

  return { address, change };
}
