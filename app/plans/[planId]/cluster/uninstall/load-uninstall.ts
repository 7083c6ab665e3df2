import { type Installed, installedOf } from '@/lib/cluster/installed';
import { hostsWithRole } from '@/lib/plan/schema';
import { hostsBySsh, runnerOf } from '@/lib/plan/ssh-hosts';
import { compileUninstall } from '@/lib/runbook/rainbond/uninstall';
import type { Runbook } from '@/lib/runbook/runbook';
import { runbookSha256 } from '@/lib/runbook/sha256';

/** What would run to take Rainbond off this plan's cluster: the same bytes for the page and for who starts it. */
export type Uninstall = { installed: Installed; runbook: Runbook; sha256: string };

/**
 * Null when there is no cluster, or no Rainbond on it.
 *
 * @param hostFiles remove `/opt/rainbond` on every host, too
 */
export async function loadUninstall(planId: string, hostFiles: boolean): Promise<Uninstall | null> {
  const installed = await installedOf(planId);
  if (!installed || installed.plan.rainbond.kind === 'none') return null;
  const { plan } = installed;
  const existing = plan.kubernetes.distribution === 'existing';
  const runner = existing ? runnerOf(plan) : hostsWithRole(plan, 'control-plane')[0];
  if (!runner) return null;
  const runbook = compileUninstall({
    plan,
    runner: { host: runner.name, kubeconfig: existing ? 'secret' : 'admin.conf', zstd: false },
    hostFiles: hostFiles ? hostsBySsh(plan).map(({ name }) => name) : [],
  });
  return { installed, runbook, sha256: runbookSha256(runbook) };
}
