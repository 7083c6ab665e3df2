import type { Requirement } from './permissions';

/**
 * Every door of the console, and what it takes to pass. `access.test.ts` walks the tree and fails when a door is
 * missing here, is guarded by another permission than this table says, or doesn't exist any more;
 * `e2e/access.spec.ts` knocks on each without an account.
 */
type Access = Record<string, Requirement | 'public'>;

/** By address, as Next.js spells it. */
export const pages: Access = {
  '/': 'plan:read',
  '/plans': 'plan:read',
  '/plans/[planId]': 'plan:read',
  '/plans/[planId]/cluster': 'run:read',
  '/plans/[planId]/cluster/uninstall': 'run:start',
  '/plans/[planId]/console': 'run:start',
  '/plans/[planId]/preflight': 'plan:read',
  '/plans/[planId]/review': 'plan:read',
  '/plans/[planId]/runs': 'run:read',
  '/plans/[planId]/runs/[number]': 'run:read',
  '/plans/[planId]/what-if': 'plan:read',
  '/runs': 'run:read',
  '/settings': 'credential:read',
  '/sign-in': 'public',
  '/welcome': 'public',
};

/** By method and address. */
export const routes: Access = {
  // better-auth's own handler, which asks for a session where it needs one.
  'GET /api/auth/[...all]': 'public',
  'POST /api/auth/[...all]': 'public',
  'GET /api/health': 'public',
  'GET /api/plans/[planId]/export': 'plan:read',
  'GET /api/plans/[planId]/preflight': 'plan:read',
  'GET /api/plans/[planId]/region-config': 'kubeconfig:read',
  'GET /api/runs/[runId]/kubeconfig': 'kubeconfig:read',
  'GET /api/runs/[runId]/log': 'run:read',
  'POST /plans/[planId]/check-host': 'host:connect',
  'POST /plans/[planId]/scan-hosts': 'host:connect',
};

/** Server actions, by file and export. */
export const actions: Access = {
  'app/(auth)/actions.ts#createOwnerAccount': 'public',
  'app/(auth)/actions.ts#setLanguage': 'public',
  'app/(auth)/actions.ts#signOut': 'signed-in',
  'app/plans/actions.ts#createPlanFromTemplate': 'plan:write',
  'app/plans/actions.ts#duplicatePlan': 'plan:write',
  'app/plans/actions.ts#importPlan': 'plan:write',
  'app/plans/actions.ts#removePlan': 'plan:write',
  'app/plans/cluster-actions.ts#createPlanOfCluster': 'plan:write',
  'app/plans/cluster-actions.ts#lookAtExistingCluster': 'host:connect',
  'app/plans/cluster-actions.ts#readClusterOfPlan': 'host:connect',
  'app/plans/[planId]/actions.ts#acceptHostKeys': 'host:connect',
  'app/plans/[planId]/actions.ts#createHostCredential': 'credential:write',
  'app/plans/[planId]/actions.ts#readBundleFolder': 'plan:write',
  'app/plans/[planId]/actions.ts#revisionOfPlan': 'plan:read',
  'app/plans/[planId]/actions.ts#revisionsOfPlan': 'plan:read',
  'app/plans/[planId]/actions.ts#savePlanDocument': 'plan:write',
  'app/plans/[planId]/cluster/uninstall/actions.ts#startUninstall': 'run:start',
  'app/plans/[planId]/console/actions.ts#startConsoleMove': 'run:start',
  'app/plans/[planId]/preflight/fix-actions.ts#previewFix': 'host:connect',
  'app/plans/[planId]/preflight/fix-actions.ts#startFix': 'run:start',
  'app/plans/[planId]/preflight/actions.ts#acceptFinding': 'plan:write',
  'app/plans/[planId]/preflight/actions.ts#startPreflight': 'host:connect',
  'app/plans/[planId]/preflight/actions.ts#stopPreflight': 'host:connect',
  'app/plans/[planId]/preflight/actions.ts#withdrawFinding': 'plan:write',
  'app/plans/[planId]/review/actions.ts#startInstall': 'run:start',
  'app/plans/[planId]/runs/[number]/actions.ts#cancelRun': 'run:start',
  'app/plans/[planId]/runs/[number]/actions.ts#retryFailed': 'run:start',
  'app/plans/[planId]/runs/[number]/actions.ts#retryStep': 'run:start',
  'app/settings/actions.ts#forgetKey': 'host:connect',
  'app/settings/actions.ts#importHostKeys': 'host:connect',
  'app/settings/actions.ts#readKnownHosts': 'host:connect',
  'app/settings/actions.ts#removeCredential': 'credential:write',
  'app/settings/actions.ts#replaceCredential': 'credential:write',
};

/** What a browser may send over socket.io; `lib/realtime/server.ts` asks this table for each. */
export const events = {
  'run:subscribe': 'run:read',
  'run:unsubscribe': 'run:read',
  'preflight:subscribe': 'plan:read',
  'preflight:unsubscribe': 'plan:read',
  'cluster:subscribe': 'run:read',
  'cluster:unsubscribe': 'run:read',
} as const satisfies Access;
