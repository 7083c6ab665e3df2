import type { RainbondState } from '@/lib/kubernetes/rainbond/state';

/** What a page needs to know of a run, as one small document. `version` grows with every change. */
export type RunState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';

export type AttemptState =
  | 'waiting' // its needs are not met, or no slot is free
  | 'observing'
  | 'uploading'
  | 'acting'
  | 'verifying'
  | 'satisfied' // observe said that nothing is to be done
  | 'succeeded'
  | 'failed'
  | 'cancelled';

export type StepError = {
  /** Which part failed. `engine`: the console itself; `connection`: SSH, with a HostError code in `code`. */
  part: 'observe' | 'upload' | 'act' | 'verify' | 'output' | 'connection' | 'engine';
  /** exit, deadline, could-not-ask, or a HostError's code (unreachable, host-key-changed, no-space, …). */
  code: string;
  exitCode: number | null;
  /** The command of the script that failed, as bash reported it; '' when unknown. */
  command: string;
  /** 1-based line of the script; 0 when unknown. */
  line: number;
  /** Last lines of output, redacted. */
  message: string;
  /** Seq of the first log line of the failed part, for a link; 0 when there is none. */
  seq: number;
};

export type AttemptView = {
  number: number;
  state: AttemptState;
  startedAt: number | null;
  finishedAt: number | null;
  /** When `act` began, null while it hasn't or when it was skipped. */
  actStartedAt: number | null;
  uploadedBytes: number;
  error: StepError | null;
};

export type StepView = {
  id: string;
  action: string;
  phase: string;
  host: string;
  title: { key: string; values: Record<string, string> };
  needs: string[];
  uploadBytes: number;
  estimateSeconds: number;
  state: AttemptState;
  /** All attempts, oldest first; the last one is current. Empty while waiting for the first. */
  attempts: AttemptView[];
};

export type NodeView = { name: string; ready: 'ready' | 'not-ready' | 'unknown' };

export type RunView = {
  id: string;
  number: number;
  planId: string;
  planName: string;
  kind: 'install' | 'fix' | 'uninstall-rainbond' | 'migrate-console';
  version: number;
  state: RunState;
  createdAt: number;
  startedAt: number | null;
  finishedAt: number | null;
  createdBy: string;
  cancelRequested: boolean;
  lastSeq: number;
  redactedLines: number;
  hosts: { name: string; address: string; roles: string[] }[];
  phases: { id: string }[];
  steps: StepView[];
  /** What the cluster's API says; null before it answers. `watching: false`: could not ask, the rest is old. */
  cluster: {
    watching: boolean;
    nodes: NodeView[];
    podsReady: number;
    pods: number;
    /** null while nothing of Rainbond is there, and for runs that are not about it. */
    rainbond: RainbondState | null;
  } | null;
  /** The admin kubeconfig can be downloaded. */
  hasKubeconfig: boolean;
};
