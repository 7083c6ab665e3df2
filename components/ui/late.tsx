'use client';
import { type ReactNode, useEffect, useState } from 'react';

/** Shows a skeleton only when loading takes longer than `after` ms, so that quick pages don't flicker. */
export function Late({ after = 300, children }: { after?: number; children: ReactNode }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), after);
    return () => clearTimeout(timer);
  }, [after]);
  return late ? children : null;
}
