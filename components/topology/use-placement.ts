'use client';
import { useEffect, useMemo, useState } from 'react';
import type { Plan } from '@/lib/plan/schema';
import { elkLayouter } from './elk';
import { type Placement, placementOf, structureOf } from './layout';
import { type Topology, topologyOf } from './model';

export type Laid = { topology: Topology; placement: Placement };

/**
 * The plan as a diagram with positions; null until ELK has answered for the first time. Words follow the plan at once,
 * positions only when its structure changes; while a new layout is under way the old diagram stays.
 */
export function usePlacement(plan: Plan): Laid | null {
  const topology = useMemo(() => topologyOf(plan), [plan]);
  const structure = useMemo(() => structureOf(topology), [topology]);
  const [laid, setLaid] = useState<(Laid & { structure: string }) | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the structure stands for the topology's shape
  useEffect(() => {
    let current = true;
    elkLayouter()
      .then((layouter) => placementOf(topology, layouter))
      .then((placement) => {
        if (current) setLaid({ topology, placement, structure });
      });
    return () => {
      current = false;
    };
  }, [structure]);

  return useMemo(() => {
    if (!laid) return null;
    return laid.structure === structure ? { topology, placement: laid.placement } : laid;
  }, [laid, structure, topology]);
}
