import type { BundleIndex } from '@/lib/plan/bundle-index';
import type { FactsByHost } from '@/lib/plan/facts';
import { hostsWithRole, type Plan } from '@/lib/plan/schema';
import { type Target, targetOf } from './context';
import { applicationPassword, type EntryContext, keepalived, verifyApplicationEntry } from './entry/keepalived';
import { keepalivedOfNode } from './kubernetes/packages';
import type { SecretSpec, Step } from './runbook';
import { step, stepId } from './step';

/** Steps that put the applications' address on gateways of a cluster that exists, and what they and others need. */
export type ExistingEntry = {
  steps: Step[] /** Steps after which somebody holds the address. */;
  held: string[];
  secrets: SecretSpec[];
};

/**
 * Such a cluster may have a Keepalived of its own, for its API: ours has one file for the whole program, and would take that address away. One that runs with a
 * configuration that isn't ours stops the run before anything is written.
 */
function keepalivedFree(host: Target): Step {
  const free = `free() {
  [ -f /etc/keepalived/keepalived.conf ] || return 0
  # ours, and without an API's address: that would be of a cluster that another plan made
  grep -q 'script /etc/keepalived/check-gateway.sh' /etc/keepalived/keepalived.conf && ! grep -q 'vrrp_instance kubernetes ' /etc/keepalived/keepalived.conf && return 0
  ! systemctl is-active --quiet keepalived || { echo 'Keepalived runs on this host with a configuration of somebody else, or of another plan: /etc/keepalived/keepalived.conf'; return 1; }
}`;
  return step({
    action: 'keepalived-free',
    host: host.name,
    phase: 'prepare',
    needs: [],
    observe: `${free}
free >/dev/null || exit 1`,
    act: `${free}
free >&2 || { echo 'Needed: no Keepalived, or one that Slipway made for applications alone. Use a load balancer as the entry, or let another host be the gateway' >&2; exit 1; }`,
    verify: `${free}
free >&2 || exit 1
echo 'No other Keepalived runs here'`,
    deadlineSeconds: { act: 30, verify: 30 },
    estimateSeconds: 1,
  });
}

/**
 * Keepalived on the gateways of a cluster that exists, by SSH to each of them; nothing where the plan's entry is another. @throws CompileError `facts-missing` for a
 * gateway that was never reached
 */
export function entryOfExistingCluster(
  plan: Plan,
  runner: string,
  facts: FactsByHost,
  bundle: BundleIndex,
): ExistingEntry {
  const vip = plan.entry.application;
  if (vip.kind !== 'keepalived') return { steps: [], held: [], secrets: [] };
  const gateways = hostsWithRole(plan, 'gateway').map((host) => targetOf(host, facts[host.name]));
  const context: EntryContext = {
    plan,
    vip: null,
    vipHolders: [],
    applicationVip: vip,
    gateways,
    first: { name: runner },
  };
  const steps = gateways.flatMap((host) => [
    keepalivedFree(host),
    keepalivedOfNode(bundle, host, [stepId('keepalived-free', host)]),
    keepalived(context, host),
  ]);
  const verify = verifyApplicationEntry(
    context,
    vip,
    gateways.map((host) => stepId('keepalived', host)),
  );
  return {
    steps: [...steps, verify],
    held: [verify.id],
    secrets: vip.vrrpVersion === 2 ? [{ id: applicationPassword, scope: 'plan', kind: 'password-8' }] : [],
  };
}
