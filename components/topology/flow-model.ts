import type { FactsByHost } from '@/lib/plan/facts';
import type { FlowNode } from './flow-nodes';
import type { Group, TopologyNode } from './model-types';
import type { HostNote, TopologyMode } from './topology-props';
import type { Laid } from './use-placement';

export type Shown = {
  mode: TopologyMode;
  facts: FactsByHost;
  notes: Record<string, HostNote>;
  selected: ReadonlySet<string>;
  /** Ids that the Tab key stops at. */
  tabStops: ReadonlySet<string> | 'all';
  /** Where cards are while they are being dragged. */
  dragged: ReadonlyMap<string, { x: number; y: number }>;
  /** The card or domain that a drop would change. */
  target: string | null;
  /** Id of the domain whose name is being typed. */
  renaming: string | null;
};

/** Nodes as they were last handed to React Flow, with what they were made from. */
export type NodeCache = Map<string, { from: readonly unknown[]; node: FlowNode }>;

/** What a person can act on: fail it in mode `what-if`, select it in the others. */
export function isActive(mode: TopologyMode, node: TopologyNode | Group): boolean {
  switch (node.kind) {
    case 'host':
      return true;
    case 'domain':
      return mode !== 'read';
    case 'service':
    case 'entry':
      return true;
    case 'console':
      return mode === 'what-if';
    default:
      return false;
  }
}

/**
 * React Flow's nodes: the only place where its types meet ours. A node that says the same as before is the same object,
 * so that one edit among 200 cards draws one card.
 */
export function flowNodes({ topology, placement }: Laid, shown: Shown, cache: NodeCache): FlowNode[] {
  const { mode } = shown;
  const used = new Set<string>();
  const kept = (id: string, from: readonly unknown[], make: () => FlowNode): FlowNode => {
    used.add(id);
    const before = cache.get(id);
    if (before && before.from.length === from.length && before.from.every((each, at) => each === from[at])) {
      return before.node;
    }
    const node = make();
    cache.set(id, { from, node });
    return node;
  };
  const common = (part: TopologyNode | Group) => {
    const { id } = part;
    const box = placement.boxes[id] ?? { x: 0, y: 0, width: 0, height: 0 };
    const dragged = shown.dragged.get(id);
    const { x, y } = dragged ?? box;
    const active = isActive(mode, part);
    const pressed = mode === 'what-if' ? part.state?.state === 'failed' : shown.selected.has(id);
    // What failed shows it by itself; the accent is for what a person works on.
    const selected = mode !== 'what-if' && pressed;
    const tabStop = shown.tabStops === 'all' || shown.tabStops.has(id);
    const from = [x, y, box.width, box.height, active, pressed, tabStop, dragged !== undefined, mode];
    // Its name is what stands on it, so that people who see it and people who speak to it call it the same.
    const make = (role: 'button' | 'group' = 'button') => ({
      id,
      position: { x, y },
      width: box.width,
      height: box.height,
      // Sizes are the layout's: without these React Flow would wait to measure before it lets a card be dragged.
      measured: { width: box.width, height: box.height },
      selected,
      selectable: active && mode === 'edit' && part.kind === 'host',
      draggable: mode === 'edit' && part.kind === 'host',
      focusable: false,
      ...(dragged && { zIndex: 1000 }),
      ...(active && {
        ariaRole: role,
        domAttributes: {
          'aria-roledescription': undefined,
          ...(role === 'button' && { tabIndex: tabStop ? 0 : -1, 'aria-pressed': pressed }),
        },
      }),
      ...(!active && { domAttributes: { 'aria-roledescription': undefined, 'aria-hidden': true } }),
    });
    return { selected, from, make };
  };
  const frames = topology.groups.map((group) => {
    const { selected, from, make } = common(group);
    const renaming = shown.renaming === group.id;
    const target = shown.target === group.id;
    return kept(group.id, [...from, JSON.stringify(group), renaming, target], () => ({
      ...make(renaming ? 'group' : 'button'),
      // The field for a new name lies above the lines.
      zIndex: renaming ? 5 : group.kind === 'network' ? -2 : -1,
      type: 'group',
      data: { group, selected, target, renaming, editable: mode === 'edit' },
    }));
  });
  const things = topology.nodes.map((node) => {
    const { selected, from, make } = common(node);
    if (node.kind !== 'host') {
      return kept(node.id, [...from, JSON.stringify(node)], (): FlowNode => {
        const made = make();
        if (node.kind === 'entry') return { ...made, type: 'entry', data: { node, selected } };
        if (node.kind === 'service') return { ...made, type: 'service', data: { node, selected } };
        return { ...made, type: node.kind, data: { node, selected } };
      });
    }
    const facts = shown.facts[node.host.name];
    const note = shown.notes[node.host.name];
    const target = shown.target === node.id;
    const said = [note?.state, note?.text, node.state?.state, node.state?.mode, node.state?.text];
    const own = [node.host, node.lone.join(), node.slipway, facts, target, topology.compact];
    return kept(node.id, [...from, ...said, ...own], () => ({
      ...make(),
      type: 'host',
      data: { node, facts, note, selected, target, compact: topology.compact },
    }));
  });
  for (const id of cache.keys()) if (!used.has(id)) cache.delete(id);
  return [...frames, ...things];
}
