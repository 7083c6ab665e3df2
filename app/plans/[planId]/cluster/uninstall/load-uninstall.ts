import { type Installed, installedOf } from '@/lib/cluster/installed';
import { hostsWithRole } from '@/lib/plan/schema';
import { compileUninstall } from '@/lib/runbook/rainbond/uninstall';
import type { Runbook } from '@/lib/runbook/runbook';
import { runbookSha256 } from '@/lib/runbook/sha256';

/** What would run to take Rainbond off this plan's cluster: the same bytes for the page and for who starts it. */
export type Uninstall = { installed: Installed; runbook: Runbook; sha256: string };

/**
 * Null when there is no cluster, no Rainbond on it, or none that an install of Slipway made Kubernetes of.
 *
 * @param hostFiles remove `/opt/rainbond` on every host, too
 */
export async function loadUninstall(planId: string, hostFiles: boolean): Promise<Uninstall | null> {
  const installed = await installedOf(planId);
  if (!installed || installed.plan.rainbond.kind === 'none') return null;
  const { plan } = installed;
  // A cluster that was there before has no admin.conf that is known of.
  if (plan.kubernetes.distribution === 'existing') return null;
  const [runner] = hostsWithRole(plan, 'control-plane');
  if (!runner) return null;
  const runbook = compileUninstall({
    plan,
    runner: { host: runner.name, kubeconfig: 'admin.conf', zstd: false },
    hostFiles: hostFiles ? plan.hosts.map(({ name }) => name) : [],
  });
  return { installed, runbook, sha256: runbookSha256(runbook) };
}
