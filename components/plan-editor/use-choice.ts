'use client';
import { useState } from 'react';

/**
 * One of several kinds of a section. A kind that is left keeps its fields for as long as the form stands, so that looking
 * at another one costs nothing.
 *
 * @param fresh a kind with the schema's defaults
 */
export function useChoice<T extends { kind: string }>(current: T, fresh: (kind: T['kind']) => T) {
  const [left, setLeft] = useState<Partial<Record<string, T>>>({});
  const of = (kind: T['kind']): T => (kind === current.kind ? current : (left[kind] ?? fresh(kind)));
  /** Call it before the document gets another kind. */
  const leave = () => setLeft({ ...left, [current.kind]: current });
  return { of, leave };
}
