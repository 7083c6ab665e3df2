'use client';
import type { ReactFlowInstance } from '@xyflow/react';
import { type RefObject, useCallback } from 'react';
import type { FlowNode } from './flow-nodes';
import type { Box } from './layout';

const frames = 20;

/**
 * Moves the keyboard's focus to a card. One that is out of view is not drawn, so the view goes there first and the card
 * gets the focus when it is there.
 */
export function useNodeFocus(canvas: RefObject<HTMLElement | null>, flow: ReactFlowInstance<FlowNode>) {
  return useCallback(
    (id: string, box: Box | undefined) => {
      const root = canvas.current;
      if (!root || !box) return;
      const { x, y, zoom } = flow.getViewport();
      const left = box.x * zoom + x;
      const top = box.y * zoom + y;
      const seen =
        left >= 0 &&
        top >= 0 &&
        left + Math.min(box.width * zoom, root.clientWidth) <= root.clientWidth &&
        top + Math.min(box.height * zoom, root.clientHeight) <= root.clientHeight;
      if (!seen) void flow.setCenter(box.x + box.width / 2, box.y + box.height / 2, { zoom });
      const tryFocus = (left: number) => {
        const element = root.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
        if (element?.hasAttribute('tabindex')) return element.focus({ preventScroll: true });
        if (left > 0) requestAnimationFrame(() => tryFocus(left - 1));
      };
      tryFocus(frames);
    },
    [canvas, flow],
  );
}
