'use client';
import { createContext, useContext } from 'react';

/** What a node of the diagram asks of the whole. */
export type DiagramContextValue = {
  /** Whether another domain than `from` has this name, or looks the same. */
  isTaken: (from: string, to: string) => boolean;
  /** @param to null: the name stays */
  rename: (from: string, to: string | null) => void;
};

const DiagramContext = createContext<DiagramContextValue | null>(null);
export const DiagramProvider = DiagramContext.Provider;

export function useDiagram(): DiagramContextValue {
  const value = useContext(DiagramContext);
  if (!value) throw new Error('useDiagram was called outside of a diagram');
  return value;
}
