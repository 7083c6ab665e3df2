'use client';
import type { ElkNode } from 'elkjs/lib/elk-api';
import { useEffect, useMemo, useRef, useState } from 'react';
import { elkLayouter } from './elk';
import { type Placement, placed } from './layout';
import { layoutGraph, packedOf, structureOf } from './layout-graph';
import type { Topology } from './model-types';

export type Laid = { topology: Topology; placement: Placement };

/** What ELK has answered, by its question, the oldest first: undo and redo move everything back at once. */
const answers = new Map<string, ElkNode>();
const kept = 50;

function remember(question: string, answer: ElkNode): void {
  answers.delete(question);
  answers.set(question, answer);
  const [oldest] = answers.keys();
  if (answers.size > kept && oldest !== undefined) answers.delete(oldest);
}

/**
 * The diagram with positions; null until the layout has answered for the first time. Words follow the plan at once,
 * positions only when its structure changes; while a new layout is under way the old diagram stays.
 */
export function usePlacement(topology: Topology): Laid | null {
  const structure = useMemo(() => structureOf(topology), [topology]);
  const key = useMemo(() => JSON.stringify(structure), [structure]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the structure
  const { packed, graph, question } = useMemo(() => {
    const packed = packedOf(structure);
    const graph = layoutGraph(structure, packed);
    return { packed, graph, question: JSON.stringify(graph) };
  }, [key]);
  const answer = answers.get(question);
  const [, setAnswered] = useState('');
  const last = useRef<Laid | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the question stands for the graph
  useEffect(() => {
    if (answers.has(question)) return;
    let current = true;
    elkLayouter()
      .then((layouter) => layouter(graph))
      .then((laid) => {
        remember(question, laid);
        if (current) setAnswered(question);
      });
    return () => {
      current = false;
    };
  }, [question]);

  const placement = useMemo(() => (answer ? placed(packed, answer) : null), [packed, answer]);
  return useMemo(() => {
    if (placement) last.current = { topology, placement };
    return last.current;
  }, [placement, topology]);
}
