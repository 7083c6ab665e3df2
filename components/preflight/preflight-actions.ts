import type { ActionResult } from '@/lib/auth/action';

export type ChangedLine = { kind: 'removed' | 'added'; text: string };

/** A fix as it would run: its script, what it makes of files, and the hosts where there is one. */
export type FixPreview = {
  script: string;
  hosts: string[];
  /** Only lines that go or come: others of the file are nobody's business. */
  files: { host: string; path: string; lines: ChangedLine[] }[];
  /** Of the runbook: what was shown is what runs. '' when no host has a safe fix. */
  sha256: string;
};

type About = { planId: string; check: string; hosts: string[] };

/** The page's server actions, handed down by the route: components never import from `app`. */
export type PreflightActions = {
  startPreflight: (input: {
    planId: string;
    only?: { checks?: string[]; hosts?: string[] };
  }) => Promise<ActionResult<{ reportId: string }>>;
  stopPreflight: (input: { planId: string }) => Promise<ActionResult<null>>;
  acceptFinding: (input: About & { reason: string }) => Promise<ActionResult<{ revision: number }>>;
  withdrawFinding: (input: About) => Promise<ActionResult<{ revision: number }>>;
  previewFix: (input: About) => Promise<ActionResult<FixPreview>>;
  startFix: (input: About & { sha256: string }) => Promise<ActionResult<{ runId: string; number: number }>>;
};

/** What the person's role allows. */
export type PreflightRights = { check: boolean; fix: boolean; keep: boolean };
