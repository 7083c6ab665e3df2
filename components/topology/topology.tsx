'use client';
import '@xyflow/react/dist/base.css';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { Background, ReactFlow, ReactFlowProvider, useReactFlow, ViewportPortal } from '@xyflow/react';
import { useTranslations } from 'next-intl';
import { useEffect, useMemo } from 'react';
import { Icon } from '@/components/ui/icons';
import { flowNodes } from './flow-model';
import { type FlowNode, nodeTypes } from './flow-nodes';
import { Legend } from './legend';
import type { EdgeKind } from './model';
import { TextAlternative } from './text-alternative';
import type { TopologyProps } from './topology-props';
import { type Laid, usePlacement } from './use-placement';
import { Wires } from './wires';

const Canvas = styled('div')({
  position: 'relative',
  width: '100%',
  height: '100%',
  minHeight: 0,
  background: 'var(--bg)',
  '& .react-flow__node': { cursor: 'default' },
  // Below the legend, in its line: quiet, and there, as React Flow's licence asks.
  '& .react-flow__attribution': {
    background: 'none',
    padding: '0 14px 4px',
    font: '400 10px/12px var(--sans)',
    '& a': { color: 'var(--ink3)' },
  },
  '& .react-flow__node-host': { cursor: 'pointer', borderRadius: 8 },
  '& .react-flow__node:focus-visible': { outline: '2px solid var(--acc)', outlineOffset: 2 },
  '& .react-flow__node-group': { padding: 0, border: 0, background: 'none', pointerEvents: 'none !important' },
});

const Corner = styled('div')({ position: 'absolute', bottom: 20, zIndex: 5, display: 'flex', gap: 4 });

/** Who talks to whom: clients, entry, hosts in their failure domains, services. Reads the plan; changes nothing. */
export function Topology(props: TopologyProps) {
  const t = useTranslations('topology');
  const laid = usePlacement(props.plan);
  return (
    <Canvas role="region" aria-label={t('title')}>
      {laid && (
        <ReactFlowProvider>
          <Diagram {...props} laid={laid} />
        </ReactFlowProvider>
      )}
    </Canvas>
  );
}

const fit = {
  padding: { top: '20px', right: '20px', bottom: '56px', left: '20px' },
  maxZoom: 1,
  minZoom: 0.2,
} as const;

function Diagram({ laid, facts, losses, activity, selected, onSelect }: TopologyProps & { laid: Laid }) {
  const t = useTranslations('topology');
  const flow = useReactFlow<FlowNode>();
  const { topology, placement } = laid;
  const notes = activity ?? losses ?? {};
  const nodes = useMemo(
    () =>
      flowNodes(laid, {
        facts: facts ?? {},
        notes: activity ?? losses ?? {},
        selected: selected ?? null,
      }),
    [laid, facts, losses, activity, selected],
  );
  const kinds = useMemo(
    () =>
      new Set<EdgeKind>([
        ...topology.edges.map((edge) => edge.kind),
        ...(topology.etcd.members.length > 1 ? (['etcd'] as const) : []),
      ]),
    [topology],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new placement is the reason to fit again
  useEffect(() => {
    void flow.fitView(fit);
  }, [placement, flow]);

  return (
    <>
      <TextAlternative topology={topology} notes={notes} />
      <ReactFlow<FlowNode>
        nodes={nodes}
        edges={[]}
        nodeTypes={nodeTypes}
        fitView
        fitViewOptions={fit}
        minZoom={0.2}
        maxZoom={1.6}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        deleteKeyCode={null}
        zoomOnDoubleClick={false}
        attributionPosition="bottom-left"
        // The document says what is selected. What a click or a key wants is a change; React Flow's onSelectionChange
        // would also report what we told it ourselves, and the two would answer each other for ever.
        onNodesChange={(changes) => {
          const wanted = changes.find((change) => change.type === 'select' && change.selected);
          const node = wanted && nodes.find(({ id }) => wanted.type === 'select' && id === wanted.id);
          if (node?.type === 'host') onSelect?.(node.data.node.index);
        }}
        onPaneClick={() => onSelect?.(null)}
      >
        <Background gap={16} size={1.4} color="var(--grid)" />
        <ViewportPortal>
          <Wires topology={topology} placement={placement} />
        </ViewportPortal>
      </ReactFlow>
      <Corner style={{ left: 14 }}>
        <Legend kinds={kinds} />
      </Corner>
      <Corner style={{ right: 14 }}>
        <Button aria-label={t('zoomIn')} sx={small} onClick={() => flow.zoomIn()}>
          <Icon name="plus" size={14} />
        </Button>
        <Button aria-label={t('zoomOut')} sx={small} onClick={() => flow.zoomOut()}>
          <Icon name="minus" size={14} />
        </Button>
        <Button sx={{ ...small, width: 'auto', px: 2.5 }} onClick={() => flow.fitView(fit)}>
          {t('fit')}
        </Button>
      </Corner>
    </>
  );
}

const small = { width: 28, height: 28, p: 0, fontSize: 12 };
