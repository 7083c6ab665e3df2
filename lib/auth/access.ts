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
  '/plans/[planId]/review': 'plan:read',
  '/plans/[planId]/runs': 'run:read',
  '/plans/[planId]/runs/[number]': 'run:read',
  '/runs': 'run:read',
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
  'GET /api/runs/[runId]/kubeconfig': 'kubeconfig:read',
  'GET /api/runs/[runId]/log': 'run:read',
};

/** Server actions, by file and export. */
export const actions: Access = {
  'app/(auth)/actions.ts#createOwnerAccount': 'public',
  'app/(auth)/actions.ts#setLanguage': 'public',
  'app/(auth)/actions.ts#signOut': 'signed-in',
  'app/plans/[planId]/review/actions.ts#startInstall': 'run:start',
  'app/plans/[planId]/runs/[number]/actions.ts#cancelRun': 'run:start',
  'app/plans/[planId]/runs/[number]/actions.ts#retryFailed': 'run:start',
  'app/plans/[planId]/runs/[number]/actions.ts#retryStep': 'run:start',
};

/** What a browser may send over socket.io. */
export const events: Access = {
  'run:subscribe': 'run:read',
  'run:unsubscribe': 'run:read',
};
