'use client';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { BundleReading } from '@/lib/plan/bundle-reading';
import type { EditorActions } from './editor-actions';

const pauseMs = 600;

type Read = { folder: string; reading: BundleReading | null; error: string | null };

/** What the bundle's folder holds, read on the console's machine after a pause in typing. */
export function useBundle(folder: string, start: BundleReading | null, readBundle: EditorActions['readBundle']) {
  const [read, setRead] = useState<Read | null>(start && { folder: start.folder, reading: start, error: null });
  const [round, setRound] = useState(0);
  const current = read?.folder === folder ? read : null;
  const wanted = folder !== '' && current === null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again for the same folder
  useEffect(() => {
    if (!wanted) return;
    let latest = true;
    const timer = setTimeout(async () => {
      const answer = await readBundle({ folder }).catch(() => null);
      if (!latest) return;
      if (answer?.ok) setRead({ folder, reading: answer.data, error: null });
      else setRead({ folder, reading: null, error: answer ? answer.error.code : 'offline' });
    }, pauseMs);
    return () => {
      latest = false;
      clearTimeout(timer);
    };
  }, [folder, wanted, round, readBundle]);

  const reading = current?.reading ?? null;
  const error = current?.error ?? null;
  const readAgain = useCallback(() => {
    setRead(null);
    setRound((before) => before + 1);
  }, []);
  return useMemo(() => ({ reading, error, busy: wanted, readAgain }), [reading, error, wanted, readAgain]);
}
