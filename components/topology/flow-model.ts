import type { FactsByHost } from '@/lib/plan/facts';
import type { FlowNode } from './flow-nodes';
import type { HostNote } from './topology-props';
import type { Laid } from './use-placement';

type Shown = { facts: FactsByHost; notes: Record<string, HostNote>; selected: number | null };

/** React Flow's nodes: the only place where its types meet ours. */
export function flowNodes({ topology, placement }: Laid, shown: Shown): FlowNode[] {
  const at = (id: string) => {
    const box = placement.boxes[id] ?? { x: 0, y: 0, width: 0, height: 0 };
    return { position: { x: box.x, y: box.y }, width: box.width, height: box.height };
  };
  const frames = topology.groups.map(
    (group): FlowNode => ({
      id: group.id,
      type: 'group',
      data: { group },
      zIndex: group.kind === 'network' ? -2 : -1,
      focusable: false,
      selectable: false,
      ...at(group.id),
    }),
  );
  const things = topology.nodes.map((node): FlowNode => {
    if (node.kind === 'host') {
      const selected = shown.selected === node.index;
      return {
        id: node.id,
        type: 'host',
        data: {
          node,
          facts: shown.facts[node.host.name],
          note: shown.notes[node.host.name],
          selected,
        },
        selected,
        ariaLabel: node.host.name,
        ...at(node.id),
      };
    }
    const still = { focusable: false, selectable: false, ...at(node.id) };
    if (node.kind === 'entry') return { id: node.id, type: 'entry', data: { node }, ...still };
    if (node.kind === 'service') return { id: node.id, type: 'service', data: { node }, ...still };
    return { id: node.id, type: node.kind, data: {}, ...still };
  });
  return [...frames, ...things];
}
