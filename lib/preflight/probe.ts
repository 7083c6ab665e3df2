import type { HostConnection } from '@/lib/hosts/connection';
import type { PlanHost } from '@/lib/plan/schema';
import type { CheckContext, Outcome, ProbeCheck } from './check';
import type { Prober } from './probes/prober/prober';

/** Secrets that a service's check logs in with. They go to a host by stdin or a root-only file in /run, never by argv. */
export type ServiceSecret = { user: string; password: string };

/** What a probe has in hand. */
export type ProbeSession = {
  context: CheckContext;
  /** Hosts that were reached and that it concerns, in the plan's order. */
  hosts: PlanHost[];
  /** The host's shared connection, as root. `run` and `stream` are all that a probe needs. */
  on: (host: PlanHost) => HostConnection;
  /**
   * The host's prober, one for all probes that say `probers`; it may not be ready yet. Whoever gives up waiting for an answer of it leaves it as it is: the
   * next one that asks for it gets another. The session stops it.
   */
  prober: (host: PlanHost) => Promise<Prober>;
  /** The stored secret behind a credential id of the plan; null when there is none. */
  secret: (credential: string) => Promise<ServiceSecret | null>;
  /** The client certificate behind a credential id; null when there is none. PEM texts. */
  clientCertificate: (credential: string) => Promise<{ ca: string; certificate: string; key: string } | null>;
  /** `service` is the row's id where a plan has several of a kind; '' elsewhere. Later calls replace earlier ones. */
  emit: (check: string, host: PlanHost, outcome: Outcome) => void;
  /** Says that it is being looked at now. */
  running: (check: string, host: PlanHost) => void;
  /** Aborted at the probe's deadline, when somebody stops, and when the whole preflight's time is over. */
  signal: AbortSignal;
  /** Unique to this preflight, 16 hexadecimal digits: a name for what the probe makes on hosts and services, so that it is told apart and removed. */
  nonce: string;
};

/**
 * Something that takes more than a script on one host. What it doesn't emit before it ends, or before its deadline, the session
 * reports as not run. It removes whatever it made, also when it is aborted: scripts that make something on a host carry their own trap
 * and their own deadline there, because the console may be gone.
 */
export type Probe = {
  id: string;
  checks: ProbeCheck[];
  deadlineSeconds: number;
  /** Probes of a later stage start when those before have ended: 1 beside host scripts, 2 after them, 3 alone at the end (loads disks or network). */
  stage: 1 | 2 | 3;
  /** It asks hosts' probers. Before one of the third stage that doesn't, probers are stopped: their ports are free again. */
  probers?: true;
  /**
   * Called once for a host as soon as it is reached, beside its own script: for what has to wait anyway. It must leave nothing that a host's own
   * checks could see, a listening port least of all. What it throws is lost: `run` finds out by itself.
   */
  ahead?: (host: PlanHost, session: Pick<ProbeSession, 'context' | 'prober' | 'signal'>) => Promise<void>;
  run: (session: ProbeSession) => Promise<void>;
};
