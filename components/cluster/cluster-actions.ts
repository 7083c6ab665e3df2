import type { ActionResult } from '@/lib/auth/action';

/** The page's server actions, handed down by the route. */
export type ClusterActions = {
  startPreflight: (input: { planId: string }) => Promise<ActionResult<{ reportId: string }>>;
};

/** What the person's role allows. */
export type ClusterRights = { kubeconfig: boolean; check: boolean; uninstall: boolean };
