'use client';
import { type KeyboardEvent, useCallback } from 'react';
import { isActive } from './flow-model';
import type { Placement } from './layout';
import type { Topology } from './model-types';
import { isArrow, neighbour, type Stop } from './neighbours';
import { refOf } from './node-ids';
import type { TopologyMode } from './topology-props';

const headHeight = 28;

/** Cards that the keyboard goes to. A domain is as high as its head, so that arrow keys find what stands in it. */
export function stopsOf({ nodes, groups }: Topology, { boxes }: Placement, mode: TopologyMode): Stop[] {
  return [...nodes, ...groups].flatMap((part) => {
    const box = boxes[part.id];
    if (!box || !isActive(mode, part)) return [];
    return [{ id: part.id, box: part.kind === 'domain' ? { ...box, height: headHeight } : box }];
  });
}

export type DiagramActs = {
  /** Selects it, or in mode `what-if` fails it. */
  press: (id: string, adding: boolean) => void;
  focus: (id: string) => void;
  menu: (id: string, anchor: HTMLElement) => void;
  remove: (id: string) => void;
  rename: (domain: string) => void;
  selectAll: () => void;
  selectNone: () => void;
};

/** Keys of the diagram, while one of its cards has the focus (`topology.help` tells them to people). */
export function useDiagramKeys(stops: Stop[], mode: TopologyMode, acts: DiagramActs) {
  return useCallback(
    (event: KeyboardEvent) => {
      const element = event.target instanceof Element ? event.target.closest<HTMLElement>('.react-flow__node') : null;
      const id = element?.dataset.id;
      if (!element || id === undefined || event.target !== element) return;
      const run = actOf(event, id, element, stops, mode, acts);
      if (!run) return;
      event.preventDefault();
      event.stopPropagation();
      run();
    },
    [stops, mode, acts],
  );
}

function actOf(
  event: KeyboardEvent,
  id: string,
  element: HTMLElement,
  stops: Stop[],
  mode: TopologyMode,
  acts: DiagramActs,
): (() => void) | null {
  const { key } = event;
  const command = event.ctrlKey || event.metaKey;
  if (key === 'Enter' || key === ' ') return () => acts.press(id, command || event.shiftKey);
  if (command) {
    const all = key.toLowerCase() === 'a' && mode === 'edit';
    return all ? acts.selectAll : null;
  }
  if (event.altKey) return null;
  if (isArrow(key)) {
    return () => {
      const next = neighbour(stops, id, key);
      if (next !== null) acts.focus(next);
    };
  }
  const end = key === 'Home' ? stops[0] : key === 'End' ? stops.at(-1) : undefined;
  if (end) return () => acts.focus(end.id);
  if (key === 'Escape') return acts.selectNone;
  if (mode !== 'edit') return null;
  if (key.toLowerCase() === 'm' || key === 'ContextMenu' || (key === 'F10' && event.shiftKey)) {
    return () => acts.menu(id, element);
  }
  if (key === 'Delete' || key === 'Backspace') return () => acts.remove(id);
  const ref = refOf(id);
  if (key === 'F2' && ref.kind === 'domain') return () => acts.rename(ref.name);
  return null;
}
