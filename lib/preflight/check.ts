import type { ClusterPart, ClusterParts } from '@/lib/kubernetes/cluster-parts';
import type { BundleReading } from '@/lib/plan/bundle-reading';
import type { FactsByHost } from '@/lib/plan/facts';
import type { Finding } from '@/lib/plan/finding';
import type { Plan, PlanHost, PlanSection } from '@/lib/plan/schema';
import type { CheckGroup } from './check-groups';

export type { CheckGroup } from './check-groups';

/** What a check may know beside what it reads from the host. */
export type CheckContext = {
  plan: Plan;
  /** Facts gathered in this preflight; a host that could not be reached is absent. */
  facts: FactsByHost;
  /** Null without a bundle, or while its folder can't be read. */
  bundle: BundleReading | null;
  /** Whether there is a cluster whose API can be asked; absent: when the plan begins with one. */
  cluster?: boolean;
  /** Of the stored plan, as its install marks what it begins on hosts; absent or '': the plan is from a file. */
  planId?: string;
  /** Internal addresses of hosts on which this console has begun an install of this plan; absent: none. */
  installedOn?: readonly string[];
};

/** Quoted by the texts of a check; numbers in the units that the texts name. */
export type CheckValues = Record<string, string | number>;

/** Why a check has no result. Texts: `notRun.<reason>` in messages/<language>/preflight.json. */
export const notRunReasons = [
  /** A program that it needs isn't on the host: values.tool. */
  'tool-missing',
  /** It didn't end in time: values.seconds. */
  'deadline',
  /** The host can't be reached, so nothing is known: values.code is the HostError's. */
  'unreachable',
  /** The connection broke in the middle (the host hung, rebooted, or sshd stopped). */
  'lost',
  /** Another check has to pass first: values.check. */
  'depends',
  /** Somebody stopped the preflight. */
  'stopped',
  /** This host can't do it: values.what is a key (`nfs-client`: this kernel has no NFS client). */
  'unsupported',
  /** It ran, and what it printed can't be understood: values.found. */
  'unreadable',
  /** The plan doesn't say enough yet: values.what is a key (`credential`, `address`). */
  'incomplete',
  /** The kubeconfig's login may not read what it needs: values.found is the API server's word. */
  'forbidden',
] as const;
export type NotRunReason = (typeof notRunReasons)[number];

/**
 * What a check says of one host. A check that couldn't look says `not-run`, never `passed`. `values` feed the texts
 * `found` and `needed` of the check, for passed ones too: a person may look at what was measured.
 */
export type Outcome =
  | { state: 'passed'; values: CheckValues }
  | { state: 'finding'; severity: Finding['severity']; values: CheckValues; evidence?: string }
  | { state: 'not-run'; reason: NotRunReason; values: CheckValues };

/** What one script printed on one host. */
export type Reading = { stdout: string; stderr: string; exitCode: number; tookMs: number };

type Common = {
  /**
   * As in docs/preflight.md: `swap.off`. Texts by id in messages/<language>/checks-<group>.json:
   * `name` (neutral: "Swap"), `title` (what is wrong: "Swap is on"), `why` (what fails later, one sentence), `found` and
   * `needed` (short, quote the values), and `fix` where there is one (what the fix does, one line).
   */
  id: string;
  group: CheckGroup;
  /** The editor's step that can change what it looks at. */
  section: PlanSection;
  /** Where its threshold comes from, as a reader can look it up: `kubelet failSwapOn=true`. Not translated. */
  source: string;
  /** Whether it concerns this host under this plan: roles and choices. */
  appliesTo: (context: CheckContext, host: PlanHost) => boolean;
  /** A command to see it by hand on the host; bash, one or a few lines. */
  byHand: (context: CheckContext, host: PlanHost) => string;
  /** Ids of `lib/plan/rules` that say the same from facts: shown once where both would stand. */
  replaces?: readonly string[];
  /** Programs that its script needs; a host without one gets `tool-missing`, and the script isn't run there. */
  tools?: readonly string[];
  fix?: CheckFix;
};

/**
 * What makes a finding go away where that is safe. It becomes a step of a runbook (fix/compile-fix.ts): `verify` is asked first, then
 * the files are changed and the script is run, then `verify` is asked again. Done twice it does no harm.
 */
export type CheckFix = {
  /** bash after the files were changed, as root; null where this host's values leave nothing safe to do. '' when files are all. */
  script: (context: CheckContext, host: PlanHost, values: CheckValues) => string | null;
  /**
   * Files that it changes, each by a bash filter from the old text (stdin, empty when there is no file) to the new one (stdout). The
   * same filter makes the difference that is shown before; the old file is kept beside it as `<path>.slipway`.
   */
  files?: (context: CheckContext, host: PlanHost, values: CheckValues) => FixedFile[];
  /** bash, reads only: exit 0 when the finding is gone. */
  verify: (context: CheckContext, host: PlanHost, values: CheckValues) => string;
};
export type FixedFile = { path: string; filter: string };

/** Looks at one host by itself. All of a host's scripts travel in one round trip. */
export type HostCheck = Common & {
  kind: 'host';
  /** bash as root, reads only; prints up to 64 KiB for `judge`. */
  script: (context: CheckContext, host: PlanHost) => string;
  judge: (reading: Reading, context: CheckContext, host: PlanHost) => Outcome;
  /** Seconds after which the script is killed and the check says so; 5. */
  deadlineSeconds?: number;
};

/** Holds the readings of all hosts against each other: unique machine ids, equal time zones. */
export type CompareCheck = Common & {
  kind: 'compare';
  script: (context: CheckContext, host: PlanHost) => string;
  /** By host name; hosts without a reading are absent. Every host of `readings` gets an outcome. */
  judge: (readings: ReadonlyMap<string, Reading>, context: CheckContext) => ReadonlyMap<string, Outcome>;
  deadlineSeconds?: number;
};

/** Answered by a probe (probes/): something that several hosts do together, or that a service is asked for. */
export type ProbeCheck = Common & {
  kind: 'probe';
  /** Of a service: the result stands in its row, once per host that uses it. */
  service?: ServiceKind;
};

/**
 * Asked of the cluster's API server; no host is signed in to for it. Of scope `cluster` it has one answer, in a row of its own (api-row.ts),
 * and `host` is that row; of scope `node` one for each host of the plan that it concerns.
 */
export type ApiCheck = Common & {
  kind: 'api';
  scope: 'cluster' | 'node';
  /** What it has to know; a part that can't be read makes it not run. */
  reads: readonly ClusterPart[];
  judge: (parts: ClusterParts, context: CheckContext, host: PlanHost) => Outcome;
};

export type Check = HostCheck | CompareCheck | ProbeCheck | ApiCheck;

/** Rows of the page's second table. */
export const serviceKinds = ['load-balancer', 'vip', 'mysql', 'registry', 'nfs', 'etcd', 'storage-class'] as const;
export type ServiceKind = (typeof serviceKinds)[number];

export const passed = (values: CheckValues = {}): Outcome => ({ state: 'passed', values });
export const finding = (severity: Finding['severity'], values: CheckValues = {}, evidence?: string): Outcome => ({
  state: 'finding',
  severity,
  values,
  ...(evidence ? { evidence } : {}),
});
export const notRun = (reason: NotRunReason, values: CheckValues = {}): Outcome => ({
  state: 'not-run',
  reason,
  values,
});
/** For a judge that can't make sense of what its script printed. */
export const unreadable = (reading: Reading): Outcome =>
  notRun('unreadable', {
    found: (reading.stderr || reading.stdout || `exit ${reading.exitCode}`).trim().slice(0, 200),
  });
