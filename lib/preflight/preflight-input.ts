import type { ConnectOptions } from '@/lib/hosts/connect';
import type { HostConnection } from '@/lib/hosts/connection';
import type { HostTarget } from '@/lib/hosts/target';
import type { HostFacts } from '@/lib/plan/facts';
import type { PlanHost } from '@/lib/plan/schema';
import type { OpenCluster } from './ask-cluster';
import type { ApiCheck, CheckContext, CompareCheck, HostCheck, ProbeCheck } from './check';
import type { Only } from './expected';
import type { Probe } from './probe';
import type { Report } from './result';
import type { Secrets } from './run-probe';

/** What may be looked at; the product's is `catalogue.ts`, tests bring their own. */
export type Catalogue = {
  access: readonly ProbeCheck[];
  scripts: readonly (HostCheck | CompareCheck)[];
  probes: readonly Probe[];
  /** Absent: none. */
  api?: readonly ApiCheck[];
};

export type PreflightInput = {
  /** As in CheckContext. */
  context: Pick<CheckContext, 'plan' | 'bundle' | 'cluster' | 'installedOn'>;
  /** Opens the way to the plan's cluster; absent or null: nobody knows one. */
  openCluster?: (() => Promise<OpenCluster>) | null | undefined;
  /** Copied into the report; '' and 0 where there is no stored plan. */
  planId: string;
  planRevision: number;
  startedBy: string;
  /** @throws HostError `credential-missing` and the like, which is then the host's result */
  targetOf: (host: PlanHost) => Promise<HostTarget>;
  secrets: Secrets;
  only?: Only | undefined;
  /** Without a report to take the others' results from, the report has what `only` asks for and nothing else. */
  partial?: boolean;
  /** A report whose results stand where `only` doesn't ask; one of another plan counts as none. */
  previous?: Report | null | undefined;
  /** What the whole may take; 120. */
  deadlineSeconds?: number;
  /** Aborted: somebody stops it. */
  signal?: AbortSignal;
  /** After changes, at most every `everyMs`; the last one is the one that is returned. */
  onReport?: (report: Report) => void;
  everyMs?: number;
  /** As soon as a host's facts were read. A rejection stops nothing. */
  onFacts?: (host: PlanHost, facts: HostFacts) => void | Promise<void>;
  /** What was thrown where nothing should be; the report tells of it as well. */
  onUnexpected?: (where: string, error: unknown) => void;
  id?: string;
  now?: () => number;
  connect?: (target: HostTarget, options: ConnectOptions) => Promise<HostConnection>;
  /** Machine id of the console's machine, '' where it has none; default: read here. */
  consoleMachineId?: string;
  catalogue?: Catalogue;
};

export const usualDeadlineSeconds = 120;
