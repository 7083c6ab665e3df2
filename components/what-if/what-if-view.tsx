'use client';
import { styled } from '@mui/material/styles';
import { type ReactNode, useEffect, useState } from 'react';
import { Topology } from '@/components/topology/topology';
import type { EditPlan } from '@/components/topology/topology-props';
import { useLosses } from '@/components/topology/use-losses';
import type { AvailabilityModel } from '@/lib/plan/availability/model';
import type { FactsByHost } from '@/lib/plan/facts';
import type { Plan } from '@/lib/plan/schema';
import { partsOfDiagram } from './diagram-parts';
import { EventStrip } from './event-strip';
import { type Failing, toggle } from './failing';
import { TriedNotice } from './tried-notice';
import { useOutcome } from './use-outcome';
import { VerdictPanel } from './verdict-panel';
import { WhatIfBar } from './what-if-bar';

const Columns = styled('main')({
  flex: 1,
  minHeight: 0,
  display: 'flex',
  '& .left': { flex: 1, minWidth: 0, minHeight: 0, display: 'flex', flexDirection: 'column' },
  '& .stage': { flex: 1, minHeight: 0, position: 'relative' },
});

export type WhatIfViewProps = {
  plan: Plan;
  model: AvailabilityModel;
  facts: FactsByHost;
  failing: Failing;
  onFailing: (failing: Failing) => void;
  onLeave: () => void;
  /** Address of the page to show to others. */
  share: string;
  /** The document's own edit and undo; absent where it can't be changed. */
  edit?: EditPlan;
  undo: () => void;
  status?: ReactNode;
  notices?: ReactNode;
};

/** Lets hosts, failure domains and services fail, and shows what goes down, why, and what would keep it up. */
export function WhatIfView(props: WhatIfViewProps) {
  const { plan, model, facts, failing, onFailing, onLeave, share, edit, undo, status, notices } = props;
  const { states, ...outcome } = useOutcome(model, failing);
  const losses = useLosses(plan);
  const [tried, setTried] = useState<{ title: string; before: Plan; after: Plan } | null>(null);
  useEscape(onLeave);
  return (
    <>
      <WhatIfBar
        {...{ model, failing, share, onLeave, status }}
        onChange={onFailing}
        onToggle={(part) => onFailing(toggle(model, failing, [part]))}
      />
      <Columns>
        <div className="left">
          <div className="stage">
            <Topology
              plan={plan}
              mode="what-if"
              facts={facts}
              losses={losses}
              states={failing.parts.length > 0 ? states : undefined}
              onToggleFailure={(id) => onFailing(toggle(model, failing, partsOfDiagram(plan, id)))}
            />
          </div>
          <EventStrip model={model} events={outcome.events} />
        </div>
        <VerdictPanel
          {...{ plan, model, facts, failing, outcome, onFailing }}
          onTry={
            edit &&
            ((remedy, title) => {
              setTried({ title, before: plan, after: remedy.plan });
              edit(() => remedy.plan);
            })
          }
          notices={
            <>
              {notices}
              {tried && tried.after === plan && <TriedNotice {...tried} onUndo={undo} />}
            </>
          }
        />
      </Columns>
    </>
  );
}

/** Escape leaves, also from a card of the diagram; open menus and dialogs close first. */
function useEscape(onLeave: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing) return;
      if (event.target instanceof Element && event.target.closest('[role="menu"], [role="dialog"]')) return;
      event.preventDefault();
      onLeave();
    };
    // Before the diagram, which keeps Escape for its selection.
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [onLeave]);
}
