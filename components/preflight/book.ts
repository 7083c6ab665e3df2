import type { PlanSection } from '@/lib/plan/schema';
import type { CheckGroup, ServiceKind } from '@/lib/preflight/check';

/** What the page has to know of one check beside its texts; made on the server, where the catalogue is. */
export type CheckInfo = {
  id: string;
  group: CheckGroup;
  section: PlanSection;
  source: string;
  service: ServiceKind | null;
  fixable: boolean;
  /** The command by hand, as most hosts would type it. */
  byHand: string;
  /** Where a host's differs, by its name. */
  byHandOn: Record<string, string>;
  /** Host names. */
  hosts: string[];
};

/** A service of the plan that hosts use: a row of the second table. */
export type ServiceRow = { kind: ServiceKind; name: string; address: string };

export type Book = { checks: CheckInfo[]; services: ServiceRow[] };
