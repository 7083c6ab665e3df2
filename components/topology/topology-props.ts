import type { StateName } from '@/components/ui/glyph';
import type { ServiceSlot } from '@/lib/plan/edits/services';
import type { FactsByHost } from '@/lib/plan/facts';
import type { Plan } from '@/lib/plan/schema';
import type { NodeStates } from './node-state';

export type HostNote = { state: StateName; text: string };

/** One change of the document; `field` folds typing into one undo. */
export type EditPlan = (next: (plan: Plan) => Plan, field?: string) => void;

/**
 * - read: a host can be selected;
 * - edit: roles, domains, hosts and services are changed on the diagram;
 * - what-if: a click fails a part or brings it back.
 */
export type TopologyMode = 'read' | 'edit' | 'what-if';

export type TopologyProps = {
  plan: Plan;
  mode?: TopologyMode;
  facts?: FactsByHost;
  /** By host name: the footer "If lost: …". */
  losses?: Record<string, HostNote>;
  /** By host name: what it does now; takes the footer's place during a run. */
  activity?: Record<string, HostNote>;
  /** What has become of parts of the diagram, by their ids (`node-ids.ts`); takes the footer's place, too. */
  states?: NodeStates;
  /** Index of the host that is selected elsewhere, such as in the form. */
  selected?: number | null;
  /** The one host that is selected; null for none, for several, and for anything else. */
  onSelect?: (index: number | null) => void;
  /** A service or an entry was chosen. */
  onOpen?: (slot: ServiceSlot) => void;
  /** Needed by mode `edit`. */
  edit?: EditPlan;
  /** Takes the last edit back. */
  undo?: () => void;
  /** Needed by mode `what-if`: a host, a domain, a service, a load balancer or Slipway itself. */
  onToggleFailure?: (id: string) => void;
};
