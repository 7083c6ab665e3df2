import type { Plan } from '@/lib/plan/schema';

/** What the page knows of the install that made the cluster. */
export type InstalledCluster = {
  runId: string;
  /** Of the run. */
  number: number;
  /** The plan as it was installed, and its revision. */
  plan: Plan;
  revision: number;
  /** Number of the run that took Rainbond away since; null while none did. */
  uninstalledBy: number | null;
  /** Milliseconds since the epoch. */
  startedAt: number;
  finishedAt: number;
  /** Where a browser finds Rainbond's console; null without one. */
  consoleUrl: string | null;
};
