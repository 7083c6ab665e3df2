import type { ActionResult } from '@/lib/auth/action';
import type { PlanTemplate } from '@/lib/plan/new-plan';
import type { Plan } from '@/lib/plan/schema';
import type { ImportChoice } from '@/lib/store/seal-imported';

export type PlanRowData = {
  id: string;
  revision: number;
  plan: Plan;
  /** Milliseconds since the epoch. */
  changedAt: number;
  changedBy: string;
  findings: { block: number; warn: number; info: number };
  lastRun: { id: string; number: number; state: string; at: number } | null;
};

export type PlansActions = {
  create: (input: { name: string; template: PlanTemplate }) => Promise<ActionResult<{ planId: string }>>;
  /** The text goes to the server as it is: what the browser has understood decides nothing there. */
  importPlan: (input: {
    text: string;
    filename: string;
    name: string;
    choices: ImportChoice[];
  }) => Promise<ActionResult<{ planId: string }>>;
  duplicate: (input: { planId: string }) => Promise<ActionResult<{ planId: string }>>;
  remove: (input: { planId: string; typedName: string }) => Promise<ActionResult<null>>;
};

/** By name, or by a host's name or address. */
export function matchesSearch({ plan }: PlanRowData, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  const texts = [plan.name, ...plan.hosts.flatMap((host) => [host.name, host.address])];
  return wanted === '' || texts.some((text) => text.toLowerCase().includes(wanted));
}
