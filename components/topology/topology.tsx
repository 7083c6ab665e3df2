'use client';
import '@xyflow/react/dist/base.css';
import { styled } from '@mui/material/styles';
import { ReactFlowProvider } from '@xyflow/react';
import { useTranslations } from 'next-intl';
import { memo, useMemo } from 'react';
import { Late } from '@/components/ui/late';
import { Diagram } from './diagram';
import { withStates } from './failures';
import { topologyOf } from './model';
import type { TopologyProps } from './topology-props';
import { TopologySkeleton } from './topology-skeleton';
import { usePlacement } from './use-placement';

const Canvas = styled('div')({
  position: 'relative',
  width: '100%',
  height: '100%',
  minHeight: 0,
  background: 'var(--bg)',
  // A layer of its own: a button that fades in the form does not paint 200 cards again.
  willChange: 'transform',
  '& .react-flow__node': { cursor: 'default', borderRadius: 8 },
  '& .react-flow__node[role="button"]': { cursor: 'pointer' },
  '& .react-flow__node.dragging': { cursor: 'grabbing' },
  // Below the legend, in its line: quiet, and there, as React Flow's licence asks.
  '& .react-flow__attribution': {
    background: 'none',
    padding: '0 14px 4px',
    font: '400 10px/12px var(--sans)',
    '& a': { color: 'var(--ink3)' },
  },
  '& .react-flow__node:focus-visible': { outline: '2px solid var(--acc)', outlineOffset: 2 },
  '& .react-flow__node-group': { padding: 0, border: 0, background: 'none', pointerEvents: 'none !important' },
  '& .react-flow__selection': { background: 'var(--acc-bg)', border: '1px solid var(--acc)', opacity: 0.5 },
  // What a box has taken in is shown on the cards; this would lie over them and take their clicks.
  '& .react-flow__nodesselection': { display: 'none' },
});

/** Who talks to whom: clients, entry, hosts in their failure domains, services; and the plan's second editor. */
export const Topology = memo(function Topology(props: TopologyProps) {
  const t = useTranslations('topology');
  const { plan, states } = props;
  const planned = useMemo(() => topologyOf(plan), [plan]);
  const topology = useMemo(() => (states ? withStates(planned, states) : planned), [planned, states]);
  const laid = usePlacement(topology);
  return (
    <Canvas role="region" aria-label={t('title')} aria-busy={!laid}>
      {laid ? (
        <ReactFlowProvider>
          <Diagram {...props} laid={laid} />
        </ReactFlowProvider>
      ) : (
        <Late>
          <TopologySkeleton topology={topology} />
        </Late>
      )}
    </Canvas>
  );
});
