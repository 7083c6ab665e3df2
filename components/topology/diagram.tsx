'use client';
import {
  Background,
  type NodeChange,
  type NodeMouseHandler,
  ReactFlow,
  useReactFlow,
  ViewportPortal,
} from '@xyflow/react';
import { useTranslations } from 'next-intl';
import { useCallback, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react';
import { isTakenByOther } from '@/lib/plan/edits/domains';
import { CardMenu, type OpenMenu } from './card-menu';
import { Corners } from './corners';
import { DiagramProvider } from './diagram-context';
import { EditBar } from './edit-bar';
import { flowNodes, isActive, type NodeCache } from './flow-model';
import { type FlowNode, nodeTypes } from './flow-nodes';
import { domainId, hostId, refOf } from './node-ids';
import { RemovedNotice, useRemoved } from './removed-notice';
import { selectedHosts, selectOne } from './selection';
import { TextAlternative } from './text-alternative';
import type { TopologyProps } from './topology-props';
import { useAnnouncer } from './use-announcer';
import { useBoxSelection } from './use-box-selection';
import { useCardDrag } from './use-card-drag';
import { useDiagramEdits } from './use-diagram-edits';
import { type DiagramActs, stopsOf, useDiagramKeys } from './use-diagram-keys';
import { useDomainWords } from './use-domain-words';
import { useLatest } from './use-latest';
import { useNodeFocus } from './use-node-focus';
import { useNodeWords } from './use-node-words';
import type { Laid } from './use-placement';
import { useRoleDrop } from './use-role-drop';
import { noSelection, useSelection } from './use-selection';
import { Wires } from './wires';

const noNotes = {};
/** With more cards than these the Tab key goes past them in one step; arrow keys go from card to card. */
const eachAStop = 12;

export function Diagram(props: TopologyProps & { laid: Laid }) {
  const { plan, laid, mode = 'read', facts = noNotes, losses, activity, states, selected } = props;
  const { onSelect, onOpen, onToggleFailure, edit, undo } = props;
  const t = useTranslations('topology');
  const words = useNodeWords();
  const { nameIn } = useDomainWords();
  const flow = useReactFlow<FlowNode>();
  const canvas = useRef<HTMLDivElement>(null);
  const helpId = useId();
  const { topology, placement } = laid;
  const editing = mode === 'edit' && edit !== undefined;
  const notes = activity ?? (states ? noNotes : (losses ?? noNotes));

  const [said, say] = useAnnouncer();
  const removed = useRemoved(plan);
  const { tell } = removed;
  const tellRemoved = useCallback(
    (text: string) => {
      say(text);
      tell(text);
    },
    [say, tell],
  );
  const edits = useDiagramEdits(plan, edit, { say, removed: tellRemoved });

  const [focused, setFocused] = useState<string | null>(null);
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const [renaming, setRenaming] = useState<string | null>(null);
  const focusNode = useNodeFocus(canvas, flow);

  const stops = useMemo(() => stopsOf(topology, placement, mode), [topology, placement, mode]);
  const ids = useMemo(() => new Set(stops.map(({ id }) => id)), [stops]);
  const { selection, places, select, setChosen } = useSelection(ids, selected, onSelect);

  const nameOf = (id: string): string => {
    const part = topology.nodes.find((node) => node.id === id);
    const ref = refOf(id);
    return part ? words.nodeName(part) : ref.kind === 'domain' ? nameIn(plan, ref.name) : '';
  };
  const remove = (which: readonly string[]) => {
    const [first] = which;
    if (first === undefined) return;
    const ref = refOf(first);
    const next = stops[stops.findIndex(({ id }) => id === first) - 1] ?? stops.find(({ id }) => !which.includes(id));
    if (ref.kind === 'host') edits.removeHosts(selectedHosts(new Set(which)));
    else if (ref.kind === 'domain') edits.removeDomain(ref.name);
    else if (ref.kind === 'slot') edits.removeService(ref.slot, nameOf(first));
    else return;
    select(noSelection);
    if (next && !which.includes(next.id)) focusNode(next.id, next.box);
  };
  /** What an act on one card is about: all that is selected when the card is among it. */
  const about = (id: string): string[] => (selection.has(id) ? [...selection] : [id]);

  const acts: DiagramActs = {
    press(id, adding) {
      const part = [...topology.nodes, ...topology.groups].find((each) => each.id === id);
      if (!part || !isActive(mode, part)) return;
      if (mode === 'what-if') {
        onToggleFailure?.(id);
        return say(t(part.state?.state === 'failed' ? 'said.back' : 'said.failed', { name: nameOf(id) }));
      }
      const next = selectOne(selection, id, adding && editing);
      select(next);
      say(t(next.has(id) ? 'said.selected' : 'said.unselected', { name: nameOf(id), count: next.size }));
      const ref = refOf(id);
      if (ref.kind === 'slot') onOpen?.(ref.slot);
    },
    focus: (id) => focusNode(id, placement.boxes[id]),
    menu: (id, anchor) => setMenu({ ids: about(id), anchor }),
    remove: (id) => remove(about(id)),
    rename: (name) => setRenaming(domainId(name)),
    selectAll() {
      const all = topology.nodes.filter((node) => node.kind === 'host').map(({ id }) => id);
      select(new Set(all));
      say(t('said.all', { count: all.length }));
    },
    selectNone() {
      select(noSelection);
      say(t('said.none'));
    },
  };
  const onKeyDown = useDiagramKeys(stops, mode, acts);

  const onDrop = useLatest((dropped: number[], domain: string) => {
    const moved = dropped.filter((place) => plan.hosts[place]?.failureDomain !== domain);
    if (moved.length > 0) edits.moveTo(moved, domain);
  });
  const roleDrop = useRoleDrop(editing, (place, role) => edits.setRole([place], role, true));
  const drag = useCardDrag({ flow, groups: topology.groups, placement, onDrop });

  const cache = useRef<NodeCache>(new Map());
  const firstStop = stops.find(({ id }) => id === focused)?.id ?? stops[0]?.id;
  const nodes = useMemo(
    () =>
      flowNodes(
        laid,
        {
          mode,
          facts,
          notes,
          selected: selection,
          tabStops: stops.length <= eachAStop ? 'all' : new Set(firstStop === undefined ? [] : [firstStop]),
          dragged: drag.dragged,
          target: roleDrop.target ?? drag.target,
          renaming,
        },
        cache.current,
      ),
    [laid, mode, facts, notes, selection, stops, firstStop, drag.dragged, drag.target, roleDrop.target, renaming],
  );

  const fit = useMemo(() => fitOptions(editing), [editing]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new placement is the reason to fit again
  useEffect(() => {
    void flow.fitView(fit);
  }, [placement, flow, fit]);

  const onNodeClick: NodeMouseHandler<FlowNode> = useLatest((event, node) =>
    acts.press(node.id, event.ctrlKey || event.metaKey || event.shiftKey),
  );
  const onNodeDoubleClick: NodeMouseHandler<FlowNode> = useLatest((_event, node) => {
    if (editing && node.type === 'group' && node.data.group.kind === 'domain') acts.rename(node.data.group.name);
  });
  const onNodeContextMenu: NodeMouseHandler<FlowNode> = useLatest((event, node) => {
    if (!editing || !ids.has(node.id)) return;
    event.preventDefault();
    setMenu({ ids: about(node.id), anchor: { x: event.clientX, y: event.clientY } });
  });
  const onPaneClick = useLatest(() => select(noSelection));
  const box = useBoxSelection(setChosen);
  const onBoxEnd = useLatest(() => {
    box.end();
    if (places.length > 0) say(t('said.all', { count: places.length }));
  });
  const onNodesChange = useLatest((changes: NodeChange<FlowNode>[]) => {
    drag.onMoved(changes);
    box.take(changes);
  });

  // Read, not seen: it may follow the cards by a frame.
  const told = useDeferredValue(useMemo(() => ({ topology, notes, facts }), [topology, notes, facts]));
  const context = {
    isTaken: (from: string, to: string) => isTakenByOther(plan, from, to),
    rename(from: string, to: string | null) {
      setRenaming(null);
      const named = to !== null && to !== '' && to !== from && !isTakenByOther(plan, from, to);
      if (named) edits.renameDomain(from, to);
      const id = domainId(named ? to : from);
      // The card with the new name is there when the new layout is.
      focusNode(id, placement.boxes[id] ?? placement.boxes[domainId(from)]);
    },
  };
  return (
    <DiagramProvider value={context}>
      <TextAlternative {...told} />
      <p id={helpId} className="visually-hidden">
        {t(`help.${mode}`)}
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys and drops of the cards inside, which are buttons */}
      <div
        ref={canvas}
        style={{ position: 'absolute', inset: 0 }}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          const id = event.target instanceof HTMLElement ? event.target.dataset.id : undefined;
          if (id !== undefined && ids.has(id)) setFocused(id);
        }}
        onDragOver={roleDrop.onDragOver}
        onDragLeave={roleDrop.onDragLeave}
        onDrop={roleDrop.onDrop}
      >
        <ReactFlow<FlowNode>
          nodes={nodes}
          edges={[]}
          nodeTypes={nodeTypes}
          aria-describedby={helpId}
          fitView
          fitViewOptions={fit}
          minZoom={0.1}
          maxZoom={1.6}
          onlyRenderVisibleElements
          disableKeyboardA11y
          nodesDraggable={editing}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          selectNodesOnDrag={false}
          nodeDragThreshold={5}
          deleteKeyCode={null}
          panActivationKeyCode={null}
          selectionKeyCode={editing ? 'Shift' : null}
          multiSelectionKeyCode={null}
          zoomOnDoubleClick={false}
          attributionPosition="bottom-left"
          onNodesChange={onNodesChange}
          onSelectionStart={box.start}
          onSelectionEnd={onBoxEnd}
          onNodeDrag={drag.onNodeDrag}
          onNodeDragStop={drag.onNodeDragStop}
          onNodeClick={onNodeClick}
          onNodeDoubleClick={onNodeDoubleClick}
          onNodeContextMenu={onNodeContextMenu}
          onPaneClick={onPaneClick}
        >
          <Background gap={16} size={1.4} color="var(--grid)" />
          <ViewportPortal>
            <Wires topology={topology} placement={placement} />
          </ViewportPortal>
        </ReactFlow>
      </div>
      {editing && (
        <EditBar
          plan={plan}
          places={places}
          edits={edits}
          say={say}
          onMenu={(anchor) => setMenu({ ids: places.map(hostId), anchor, only: 'domain' })}
          onRemove={() => remove(places.map(hostId))}
        />
      )}
      <CardMenu
        menu={menu}
        plan={plan}
        topology={topology}
        edits={edits}
        close={() => setMenu(null)}
        onRename={acts.rename}
        onOpen={onOpen}
        onSelect={(which) => select(new Set(which))}
        onRemove={remove}
      />
      {removed.text !== null && <RemovedNotice text={removed.text} undo={undo} close={removed.close} />}
      <span role="status" aria-live="polite" className="visually-hidden">
        <span key={said.count}>{said.text}</span>
      </span>
      <Corners
        topology={topology}
        help={{ text: t(`help.${mode}`), id: helpId }}
        zoomIn={() => void flow.zoomIn()}
        zoomOut={() => void flow.zoomOut()}
        fit={() => void flow.fitView(fit)}
      />
    </DiagramProvider>
  );
}

/** Room for the bar of roles above, and for legend and buttons below. */
function fitOptions(editing: boolean) {
  return {
    padding: { top: editing ? '44px' : '20px', right: '20px', bottom: '56px', left: '20px' },
    maxZoom: 1,
    minZoom: 0.1,
  } as const;
}
