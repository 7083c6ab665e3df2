import type { ClusterView } from '@/lib/cluster/view';
import type { ReportChanges } from '@/lib/preflight/report-changes';
import type { Report } from '@/lib/preflight/result';
import type { RunView } from '@/lib/runs/view';

/**
 * What passes over socket.io, both ways. One call serves first load, reconnect and replay: "everything after N".
 * The server sends batches in order and waits for each acknowledgement, so a slow page slows its own stream only.
 */
export type LogLine = {
  /** Number within the run, from 1, without gaps. Given when the line is stored. */
  seq: number;
  /** Milliseconds since the epoch, when the console received it. */
  at: number;
  /** Host name; '' for the cluster's own events and for the engine. */
  host: string;
  /** Step id; '' for the engine; `kubernetes` for the cluster's events. */
  step: string;
  attempt: number;
  stream: 'out' | 'engine' | 'kubernetes';
  text: string;
};

export type LogBatch = {
  runId: string /** First and last seq of `lines`. */;
  from: number;
  to: number;
  lines: LogLine[];
};

export type SubscribeAnswer =
  | { ok: true; lastSeq: number }
  | { ok: false; error: 'unauthenticated' | 'forbidden' | 'not-found' };

export type PreflightAnswer = { ok: true } | Extract<SubscribeAnswer, { ok: false }>;

/** The newest preflight of a plan: whole at first, then what has changed. `report` null: there was none yet. */
export type PreflightView = { planId: string } & (
  | { kind: 'report'; report: Report | null }
  | { kind: 'changes'; changes: ReportChanges }
);

/** A plan's cluster as it is now. `view` null: no run made one yet. */
export type ClusterMessage = { planId: string; view: ClusterView | null };

export type ClientEvents = {
  'run:subscribe': (request: { runId: string; after: number }, answer: (a: SubscribeAnswer) => void) => void;
  'run:unsubscribe': (request: { runId: string }) => void;
  /** Asked again, it begins with the whole report again. */
  'preflight:subscribe': (request: { planId: string }, answer: (a: PreflightAnswer) => void) => void;
  'preflight:unsubscribe': (request: { planId: string }) => void;
  /** The cluster is asked as long as somebody is subscribed. */
  'cluster:subscribe': (request: { planId: string }, answer: (a: PreflightAnswer) => void) => void;
  'cluster:unsubscribe': (request: { planId: string }) => void;
};

export type ServerEvents = {
  'run:lines': (batch: LogBatch, received: () => void) => void;
  /** The run's whole state, small; a view with a lower `version` than the one shown is old and dropped. */
  'run:view': (view: RunView) => void;
  'preflight:view': (view: PreflightView, received: () => void) => void;
  'cluster:view': (message: ClusterMessage, received: () => void) => void;
};
