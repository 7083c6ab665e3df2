import type { Pool } from 'pg';
import type { Runbook } from '@/lib/runbook/runbook';
import type { ClusterSink } from './cluster-port';
import type { OpenHosts, RunHosts } from './hosts-port';

/** What the engine stands on, as arguments, so that a test can give others. */
export type Engine = {
  pool: Pool;
  seal: (text: string) => string;
  unseal: (sealed: string) => string;
  openHosts: OpenHosts;
  watchCluster: (options: {
    kubeconfig: string;
    runbook: Runbook;
    hosts: RunHosts;
    sink: ClusterSink;
    signal: AbortSignal;
  }) => Promise<void>;
  limits: EngineLimits;
};

/** What making a run needs of it. */
export type RunStore = Pick<Engine, 'pool' | 'seal' | 'unseal'>;

export type EngineLimits = {
  stepsPerHost: number;
  /** Few, so that the files of the most urgent steps are not slowed down by those that can wait: an uplink is shared. */
  uploadsAtOnce: number;
  /** How long a host may stay away before what runs on it is given up, milliseconds. */
  patienceMs: number;
  /** Between tries at a host that is away: first and longest, milliseconds. */
  retryMs: { first: number; longest: number };
  /** Between tries at an observe that could not ask, milliseconds. */
  observeRetryMs: number;
};

export const defaultLimits: EngineLimits = {
  stepsPerHost: 4,
  uploadsAtOnce: 2,
  patienceMs: 10 * 60_000,
  retryMs: { first: 500, longest: 5_000 },
  observeRetryMs: 3_000,
};
