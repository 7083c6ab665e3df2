'use client';
import { type DragEvent, useState } from 'react';
import { type Role, roles } from '@/lib/plan/schema';
import { refOf } from './node-ids';

/** What a chip of the bar carries while it is dragged. */
const roleType = 'application/x-slipway-role';

export function startRoleDrag(event: DragEvent, role: Role): void {
  event.dataTransfer.setData(roleType, role);
  event.dataTransfer.effectAllowed = 'copy';
}

/** Takes a role that is dropped on a host's card; `target` is the card under the pointer meanwhile. */
export function useRoleDrop(enabled: boolean, onDrop: (place: number, role: Role) => void) {
  const [target, setTarget] = useState<string | null>(null);
  const hostUnder = (event: DragEvent): string | null => {
    if (!enabled || !event.dataTransfer.types.includes(roleType) || !(event.target instanceof Element)) return null;
    return event.target.closest<HTMLElement>('.react-flow__node-host')?.dataset.id ?? null;
  };
  return {
    target,
    onDragOver(event: DragEvent) {
      const host = hostUnder(event);
      if (host) event.preventDefault();
      if (host !== target) setTarget(host);
    },
    onDragLeave: () => setTarget(null),
    onDrop(event: DragEvent) {
      const host = hostUnder(event);
      const role = roles.find((each) => each === event.dataTransfer.getData(roleType));
      setTarget(null);
      const ref = host === null ? null : refOf(host);
      if (!role || ref?.kind !== 'host') return;
      event.preventDefault();
      onDrop(ref.index, role);
    },
  };
}
