'use client';
import { useCallback, useLayoutEffect, useRef } from 'react';

/**
 * The same function for ever, which does what the last drawing wants. React Flow hands its handlers to every card: a new
 * one would draw all 200 of them again.
 */
export function useLatest<A extends unknown[], R>(run: (...args: A) => R): (...args: A) => R {
  const latest = useRef(run);
  useLayoutEffect(() => {
    latest.current = run;
  });
  return useCallback((...args: A) => latest.current(...args), []);
}
