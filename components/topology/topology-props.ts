import type { StateName } from '@/components/ui/glyph';
import type { FactsByHost } from '@/lib/plan/facts';
import type { Plan } from '@/lib/plan/schema';

export type HostNote = { state: StateName; text: string };

export type TopologyProps = {
  plan: Plan;
  facts?: FactsByHost;
  /** By host name: the footer "If lost: …". */
  losses?: Record<string, HostNote>;
  /** By host name: what it does now; takes the footer's place during a run. */
  activity?: Record<string, HostNote>;
  /** Index of the host that is selected elsewhere, such as in the form. */
  selected?: number | null;
  onSelect?: (index: number | null) => void;
};
