import type { ConsoleMoveForm } from '@/lib/cluster/console-move-form';
import { installedOf } from '@/lib/cluster/installed';
import { type ConsoleMoveRefusal, consoleHosts, prepareConsoleMove } from '@/lib/cluster/prepare-console-move';
import type { Plan } from '@/lib/plan/schema';
import type { Runbook } from '@/lib/runbook/runbook';
import { runbookSha256 } from '@/lib/runbook/sha256';
import { getPlan } from '@/lib/store/plans';

/** A console's move as it would run now: the same bytes for the page and for who starts it. */
export type LoadedConsoleMove = {
  plan: Plan;
  revision: number;
  /** With the host that was chosen for them, when nobody did. */
  form: ConsoleMoveForm;
  hosts: { name: string; address: string }[];
} & ({ runbook: Runbook; sha256: string; refused: null } | { runbook: null; sha256: ''; refused: ConsoleMoveRefusal });

/**
 * From the plan as it was installed; from its newest revision when its cluster was there before.
 *
 * @throws PlanStoreError `not-found`; PlanDocumentError when a newer Slipway wrote the plan
 */
export async function loadConsoleMove(planId: string, asked: ConsoleMoveForm): Promise<LoadedConsoleMove> {
  const [stored, installed] = await Promise.all([getPlan(planId), installedOf(planId)]);
  const existing = stored.document.kubernetes.distribution === 'existing';
  const made = existing ? null : installed;
  // What an install of Slipway put there, or took away since, is known better than the newest revision says.
  const rainbond = installed?.plan.rainbond ?? stored.document.rainbond;
  const plan = { ...(made?.plan ?? stored.document), rainbond };
  const revision = made?.revision ?? stored.revision;
  const hosts = consoleHosts(plan);
  const form = { ...asked, host: asked.host || (hosts[0]?.name ?? '') };
  const { runbook, refused } = prepareConsoleMove(plan, form, installed !== null);
  const known = { plan, revision, form, hosts };
  if (refused) return { ...known, runbook: null, sha256: '', refused };
  return { ...known, runbook, sha256: runbookSha256(runbook), refused: null };
}
