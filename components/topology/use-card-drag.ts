'use client';
import type { NodeChange, OnNodeDrag, ReactFlowInstance } from '@xyflow/react';
import { useCallback, useMemo, useState } from 'react';
import type { FlowNode } from './flow-nodes';
import type { Placement } from './layout';
import type { Group } from './model-types';
import { networkId, refOf } from './node-ids';
import { selectedHosts } from './selection';
import { useLatest } from './use-latest';

type Positions = ReadonlyMap<string, { x: number; y: number }>;
const none: Positions = new Map();

type Drag = {
  flow: ReactFlowInstance<FlowNode>;
  groups: Group[];
  placement: Placement;
  /** Places of the hosts, and the domain that they were dropped in; '' outside of all. */
  onDrop: (places: number[], domain: string) => void;
};

/** Drawing hosts into a domain, or out of it. Cards follow the pointer; where they end up is the layout's. */
export function useCardDrag({ flow, groups, placement, onDrop }: Drag) {
  const [dragged, setDragged] = useState<Positions>(none);
  const [target, setTarget] = useState<string | null>(null);

  const groupAt = useLatest((event: MouseEvent | TouchEvent): string => {
    const point = 'changedTouches' in event ? event.changedTouches[0] : event;
    if (!point) return networkId;
    const { x, y } = flow.screenToFlowPosition({ x: point.clientX, y: point.clientY });
    const over = groups.find(({ id, kind }) => {
      const box = placement.boxes[id];
      return kind === 'domain' && box && x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
    });
    return over?.id ?? networkId;
  });

  const onMoved = useCallback((changes: NodeChange<FlowNode>[]) => {
    const moved = changes.flatMap((change) =>
      change.type === 'position' && change.dragging && change.position ? [[change.id, change.position] as const] : [],
    );
    if (moved.length > 0) setDragged((before) => new Map([...before, ...moved]));
  }, []);

  const onNodeDrag: OnNodeDrag<FlowNode> = useCallback((event) => setTarget(groupAt(event)), [groupAt]);
  const onNodeDragStop: OnNodeDrag<FlowNode> = useCallback(
    (event, _node, nodes) => {
      const ref = refOf(groupAt(event));
      setDragged(none);
      setTarget(null);
      onDrop(selectedHosts(new Set(nodes.map(({ id }) => id))), ref.kind === 'domain' ? ref.name : '');
    },
    [groupAt, onDrop],
  );
  return useMemo(
    () => ({ dragged, target, onMoved, onNodeDrag, onNodeDragStop }),
    [dragged, target, onMoved, onNodeDrag, onNodeDragStop],
  );
}
