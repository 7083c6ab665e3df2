import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type ConnectOptions, connect } from '@/lib/hosts/connect';
import type { HostConnection } from '@/lib/hosts/connection';
import { asHostError, HostError } from '@/lib/hosts/error';
import { type FactsFirst, factsFirst } from '@/lib/hosts/gather-facts';
import { pause } from '@/lib/hosts/pause';
import type { HostTarget } from '@/lib/hosts/target';
import type { BundleReading } from '@/lib/plan/bundle-reading';
import type { HostFacts } from '@/lib/plan/facts';
import type { Plan, PlanHost } from '@/lib/plan/schema';
import { apiRow, apiRowName } from './api-row';
import { askCluster, type OpenCluster } from './ask-cluster';
import * as wholeCatalogue from './catalogue';
import {
  type ApiCheck,
  type CheckContext,
  type CompareCheck,
  type HostCheck,
  notRun,
  type Outcome,
  type ProbeCheck,
  type Reading,
} from './check';
import { accessChecks, accessOutcomes, notInstallerOutcome } from './checks/access';
import { chosenSquares, type Only, type Square, squaresOf } from './expected';
import { broken, bySession, isLost, type Look, lookAtHost } from './look-at-host';
import { planSha256 } from './plan-sha256';
import type { Probe } from './probe';
import { readingsAfterFacts } from './readings';
import { ReportInProgress } from './report-in-progress';
import type { Report } from './result';
import { runProbe, type Secrets } from './run-probe';

/** What may be looked at; the product's is `catalogue.ts`, tests bring their own. */
export type Catalogue = {
  access: readonly ProbeCheck[];
  scripts: readonly (HostCheck | CompareCheck)[];
  probes: readonly Probe[];
  /** Absent: none. */
  api?: readonly ApiCheck[];
};

export type PreflightInput = {
  /** `cluster` as in CheckContext. */
  context: { plan: Plan; bundle: BundleReading | null; cluster?: boolean };
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
/** A host's checks by one script, seconds; each has its own deadline inside. */
const hostSeconds = 60;
/** Facts are waited for so long, milliseconds; checks that read them do without, afterwards. */
const factsMs = 10_000;
/** Probes of the first stage don't wait longer for hosts that don't answer, milliseconds. */
const gatherMs = 16_000;
/** How long work that was told to stop may take to do so, milliseconds. */
const stoppingMs = 6_000;

/** The report of a preflight that has not begun: every square that is asked for waits. */
export function firstReport(input: PreflightInput): Report {
  return new Preflight(input).report.snapshot();
}

/** Looks at everything that is asked for, and returns when all of it is answered or has a reason why not. Never throws. */
export async function runPreflight(input: PreflightInput): Promise<Report> {
  return new Preflight(input).run();
}

class Preflight {
  readonly report: ReportInProgress;
  readonly #input: PreflightInput;
  readonly #catalogue: Catalogue;
  readonly #context: CheckContext;
  readonly #asked: Square[];
  readonly #seconds: number;
  readonly #now: () => number;
  readonly #began: number;
  /** Somebody's stop or the end of the time. */
  readonly #ending = new AbortController();
  readonly #connections = new Map<string, HostConnection>();
  readonly #readings = new Map<string, Map<string, Reading>>();
  /** Hexadecimal: it becomes part of interface, table and file names. */
  readonly #nonce = randomBytes(8).toString('hex');
  #shows: NodeJS.Timeout | null = null;

  constructor(input: PreflightInput) {
    const { plan } = input.context;
    this.#input = input;
    this.#now = input.now ?? Date.now;
    this.#began = this.#now();
    this.#seconds = input.deadlineSeconds ?? usualDeadlineSeconds;
    this.#catalogue = input.catalogue ?? {
      access: accessChecks,
      scripts: wholeCatalogue.scriptChecks,
      probes: wholeCatalogue.probes,
      api: wholeCatalogue.apiChecks,
    };
    this.#context = { ...input.context, facts: {} };
    const { access, scripts, probes, api = [] } = this.#catalogue;
    const checks = [...access, ...scripts, ...api, ...probes.flatMap((probe) => probe.checks)];
    const sha256 = planSha256(plan);
    const previous = input.previous?.planSha256 === sha256 ? input.previous : null;
    const squares = squaresOf(checks, this.#context);
    // A part of nothing, or of what knew fewer checks, would be a report with holes: a plan's newest one must not have any.
    const has = new Set(previous?.results.map(({ check, host }) => `${check} ${host}`));
    const covers = squares.every(({ check, host }) => has.has(`${check} ${host}`));
    const only = covers || input.partial ? (input.only ?? {}) : {};
    this.#asked = chosenSquares(this.#catalogue, this.#context, only);
    this.report = new ReportInProgress({
      head: {
        formatVersion: 1,
        id: input.id ?? randomBytes(8).toString('hex'),
        planId: input.planId,
        planRevision: input.planRevision,
        planSha256: sha256,
        state: 'running',
        startedAt: this.#began,
        finishedAt: null,
        startedBy: input.startedBy,
        deadlineSeconds: this.#seconds,
      },
      hosts: [...plan.hosts, ...(squares.some(({ host }) => host === apiRowName) ? [apiRow] : [])].map(
        ({ name, address }) => ({ name, address, state: 'waiting', tookMs: null, error: null }),
      ),
      squares,
      asked: this.#asked,
      previous,
      now: this.#now,
      changed: () => this.#show(),
    });
  }

  async run(): Promise<Report> {
    const end = () => this.#ending.abort();
    const { signal } = this.#input;
    if (signal?.aborted) end();
    signal?.addEventListener('abort', end, { once: true });
    const timer = setTimeout(end, this.#seconds * 1000);
    this.#show();
    const work = this.#everything().catch((error: unknown) => this.#unexpected('session', error));
    await until(work, this.#ending.signal, stoppingMs);
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
    if (this.#shows) clearTimeout(this.#shows);
    const last = this.report.close(signal?.aborted ? 'stopped' : 'finished');
    this.#input.onReport?.(last);
    this.#ending.abort();
    for (const connection of this.#connections.values()) connection.close();
    return last;
  }

  /** Hosts that something is asked of by SSH. */
  get #hosts(): PlanHost[] {
    const asked = new Set(this.#asked.filter(({ check }) => !this.#isOfApi(check)).map(({ host }) => host));
    return this.#context.plan.hosts.filter(({ name }) => asked.has(name));
  }

  #isOfApi(check: string): boolean {
    return this.#catalogue.api?.some(({ id }) => id === check) ?? false;
  }

  /** Checks without an answer on a host that are its own to answer by SSH. */
  #openBySsh(host: string): string[] {
    return this.report.openOn(host).filter((check) => !this.#isOfApi(check));
  }

  async #everything(): Promise<void> {
    await Promise.all([this.#byApi(), this.#bySsh()]);
  }

  /** What the API server is asked takes no host's connection, and no host waits for it. */
  async #byApi(): Promise<void> {
    const rows = new Map([...this.#context.plan.hosts, apiRow].map((host) => [host.name, host]));
    const squares = this.#asked.flatMap(({ check: id, host }) => {
      const check = this.#catalogue.api?.find((each) => each.id === id);
      const row = rows.get(host);
      return check && row ? [{ check, host: row }] : [];
    });
    const bySsh = new Set(this.#hosts.map(({ name }) => name));
    const own = [...new Set(squares.map(({ host }) => host.name))].filter((name) => !bySsh.has(name));
    for (const name of own) this.report.host(name, { state: 'checking' });
    const began = this.#now();
    await askCluster({
      open: this.#input.openCluster ?? null,
      squares,
      context: this.#context,
      signal: this.#ending.signal,
      running: (check, host) => this.report.running(check.id, host),
      answered: (check, host, outcome) => this.report.answer(check.id, host, outcome, this.#now() - began),
      onUnexpected: (where, error) => this.#unexpected(where, error),
    });
    if (this.#ending.signal.aborted) return;
    for (const name of own) this.report.host(name, { state: 'done', tookMs: this.#now() - began });
  }

  async #bySsh(): Promise<void> {
    const connecting = this.#hosts.map((host) => this.#connect(host));
    const looking = connecting.map(async (made, index) => {
      await made;
      const host = this.#hosts[index];
      if (host) await this.#look(host);
    });
    const settled = Promise.race([Promise.all(connecting), pause(gatherMs, this.#ending.signal)]);
    const first = settled.then(() => this.#probes(1));
    await Promise.all(looking);
    this.#compare();
    await first;
    await this.#probes(2);
    await this.#probes(3);
    if (this.#ending.signal.aborted) return;
    for (const host of this.#hosts) this.#leaveOpen(host);
  }

  async #connect(host: PlanHost): Promise<void> {
    const { signal } = this.#ending;
    if (signal.aborted) return;
    this.report.host(host.name, { state: 'connecting' });
    const began = this.#now();
    let failed: HostError | null = null;
    try {
      const target = await this.#input.targetOf(host);
      const connection = await (this.#input.connect ?? connect)(target, { signal });
      this.#connections.set(host.name, connection);
      connection.onLost((error) => this.#lost(host, error));
      this.report.host(host.name, { state: 'checking', tookMs: this.#now() - began });
    } catch (error) {
      const { port, user } = host.ssh;
      failed = asHostError(error, { host: host.name, address: host.address, port, user });
    }
    // Cut short by us: that says nothing of the host.
    if (failed && signal.aborted) return;
    for (const [check, outcome] of accessOutcomes(host, failed))
      this.report.answer(check, host.name, outcome, this.#now() - began);
    if (!failed) return;
    const { code, values } = failed;
    this.report.host(host.name, { state: 'failed', tookMs: this.#now() - began, error: { code, values } });
    this.report.notRun(host.name, 'unreachable', { code }, this.#openBySsh(host.name));
  }

  #lost(host: PlanHost, { code, values }: HostError): void {
    if (this.#ending.signal.aborted) return;
    this.report.host(host.name, { state: 'failed', error: { code, values } });
    const ofProbes = new Set(this.#catalogue.probes.flatMap(({ checks }) => checks.map(({ id }) => id)));
    // What a probe is at, it may still say: other hosts have a part in it.
    const own = this.#openBySsh(host.name).filter((check) => !ofProbes.has(check));
    this.report.notRun(host.name, 'lost', { code }, own);
  }

  async #look(host: PlanHost): Promise<void> {
    const connection = this.#connections.get(host.name);
    if (!connection || this.#ending.signal.aborted) return;
    const began = this.#now();
    const stop = new AbortController();
    try {
      const signal = AbortSignal.any([this.#ending.signal, stop.signal]);
      const shell = factsFirst(connection, { now: this.#now, furtherMs: hostSeconds * 1000, signal });
      const gathered = await this.#gather(host, shell);
      if (connection.lost) return;
      // A shell that hangs in the facts, or doesn't say them, is left alone.
      if (!gathered) stop.abort();
      await this.#script(host, connection, gathered ? shell : null);
      if (!connection.lost) this.report.host(host.name, { state: 'done', tookMs: this.#now() - began });
    } catch (error) {
      if (this.#ending.signal.aborted) return;
      if (isLost(error)) this.#lost(host, error);
      else {
        const known = asHostError(error, connection.values);
        const seconds = Math.round((this.#now() - began) / 1000);
        if (known.code === 'deadline') this.report.notRun(host.name, 'deadline', { seconds }, this.#scriptsOf(host));
        else this.report.notRun(host.name, 'unreadable', { found: known.message.slice(0, 200) }, this.#scriptsOf(host));
        this.report.host(host.name, { state: 'done', tookMs: this.#now() - began });
      }
    } finally {
      stop.abort();
    }
  }

  #scriptsOf(host: PlanHost): string[] {
    const own = new Set(this.#catalogue.scripts.map(({ id }) => id));
    return this.report.openOn(host.name).filter((check) => own.has(check));
  }

  /** Whether the facts are there. */
  async #gather(host: PlanHost, shell: FactsFirst): Promise<boolean> {
    const gathering = shell.facts.then(
      (facts) => {
        this.#context.facts[host.name] = facts;
        const keeping = this.#input.onFacts?.(host, facts);
        keeping?.catch((error: unknown) => this.#unexpected(host.name, error));
        return true;
      },
      (error: unknown) => {
        // Without facts a check that needs them says so; a host that is gone is heard of by its connection.
        if (!isLost(error) && !this.#ending.signal.aborted) this.#unexpected(host.name, error);
        return false;
      },
    );
    const gathered = await Promise.race([gathering, pause(factsMs, this.#ending.signal).then(() => false)]);
    const consoleMachineId = this.#input.consoleMachineId ?? machineIdHere();
    const facts = this.#context.facts[host.name];
    this.report.answer(
      'host.notinstaller',
      host.name,
      notInstallerOutcome(this.#context.plan, host, facts, consoleMachineId),
      0,
    );
    return gathered;
  }

  /** In the shell that has gathered facts; null: in a session of its own. */
  async #script(host: PlanHost, connection: HostConnection, shell: FactsFirst | null): Promise<void> {
    const checks = this.#catalogue.scripts.filter((check) => this.report.isOpen(check.id, host.name));
    const left = this.#began + this.#seconds * 1000 - this.#now();
    const deadlineMs = Math.max(1000, Math.min(hostSeconds * 1000, left));
    const look = shell
      ? inShell(shell, connection, deadlineMs)
      : bySession(connection, { deadlineMs, signal: this.#ending.signal });
    const { cut } = await lookAtHost(look, {
      context: this.#context,
      host,
      checks,
      running: (check) => this.report.running(check.id, host.name),
      answered: (check, answer) => {
        if ('outcome' in answer) this.report.answer(check.id, host.name, answer.outcome, 0);
        else if (check.kind === 'compare') this.#read(check, host, answer.reading);
        else this.#judge(check, host, answer.reading);
      },
    });
    const unread = this.#scriptsOf(host).filter((check) => !this.#readings.get(check)?.has(host.name));
    if (cut !== null) this.report.notRun(host.name, 'unreadable', { found: cut }, unread);
  }

  #judge(check: HostCheck, host: PlanHost, reading: Reading): void {
    let outcome: Outcome;
    try {
      outcome = check.judge(reading, this.#context, host);
    } catch (error) {
      this.#unexpected(check.id, error);
      outcome = broken(error);
    }
    this.report.answer(check.id, host.name, outcome, reading.tookMs);
  }

  #read(check: CompareCheck, host: PlanHost, reading: Reading): void {
    const readings = this.#readings.get(check.id) ?? new Map<string, Reading>();
    this.#readings.set(check.id, readings.set(host.name, reading));
    this.report.running(check.id, host.name);
  }

  /** Once all hosts have answered or failed. Those that could not be asked are missing from the comparison: `uncompared`. */
  #compare(): void {
    if (this.#ending.signal.aborted) return;
    for (const check of this.#catalogue.scripts) {
      const readings = this.#readings.get(check.id);
      if (check.kind !== 'compare' || !readings) continue;
      const asked = this.#asked.filter((square) => square.check === check.id).length;
      let outcomes: ReadonlyMap<string, Outcome>;
      try {
        outcomes = check.judge(readings, this.#context);
      } catch (error) {
        this.#unexpected(check.id, error);
        outcomes = new Map([...readings.keys()].map((host) => [host, broken(error)]));
      }
      const uncompared = asked - readings.size;
      // One alone differs from nobody and is like nobody.
      const alone = readings.size === 1 && uncompared > 0 ? notRun('depends', { check: 'ssh.reach' }) : null;
      for (const [host, reading] of readings) {
        const outcome = alone ?? outcomes.get(host) ?? broken('the comparison said nothing of this host');
        const said = uncompared > 0 ? { ...outcome, values: { ...outcome.values, uncompared } } : outcome;
        this.report.answer(check.id, host, said, reading.tookMs);
      }
    }
  }

  async #probes(stage: Probe['stage']): Promise<void> {
    const probes = this.#catalogue.probes.filter((probe) => probe.stage === stage);
    const run = (probe: Probe) =>
      runProbe(probe, {
        context: this.#context,
        report: this.report,
        connections: this.#connections,
        secrets: this.#input.secrets,
        nonce: this.#nonce,
        now: this.#now,
        signal: this.#ending.signal,
      });
    // Those that load disks or the network would measure each other.
    if (stage === 3) for (const probe of probes) await run(probe);
    else await Promise.all(probes.map(run));
  }

  /** Of a host that was lost before its probe, or connected to when its probe was under way already. */
  #leaveOpen(host: PlanHost): void {
    const lost = this.#connections.get(host.name)?.lost;
    const open = this.#openBySsh(host.name);
    if (lost) this.report.notRun(host.name, 'lost', { code: lost.code }, open);
    else this.report.notRun(host.name, 'deadline', { seconds: gatherMs / 1000 }, open);
  }

  #unexpected(where: string, error: unknown): void {
    this.#input.onUnexpected?.(where, error);
  }

  /** Coalesced: fifty hosts answer some thousand checks within seconds. */
  #show(): void {
    const { onReport, everyMs = 200 } = this.#input;
    if (!onReport) return;
    this.#shows ??= setTimeout(() => {
      this.#shows = null;
      onReport(this.report.snapshot());
    }, everyMs);
  }
}

/** Facts were gathered with the time of both: what is left for the checks is judged here, and whoever waits closes the session. */
function inShell(shell: FactsFirst, connection: HostConnection, deadlineMs: number): Look {
  return {
    readings: readingsAfterFacts,
    run: async (script, onStdout) => {
      const late = new AbortController();
      const over = pause(deadlineMs, late.signal).then(() => {
        if (late.signal.aborted) return new Promise<never>(() => {});
        throw new HostError('deadline', { ...connection.values, needed: deadlineMs / 1000 });
      });
      try {
        return await Promise.race([shell.goOn(script, onStdout), over]);
      } finally {
        late.abort();
      }
    },
  };
}

function machineIdHere(): string {
  try {
    return readFileSync('/etc/machine-id', 'utf8').trim();
  } catch {
    return '';
  }
}

/** Ends with the work; or, once the signal came, at the latest so much later. */
function until(work: Promise<void>, signal: AbortSignal, laterMs: number): Promise<void> {
  return new Promise((resolve) => {
    work.finally(() => resolve());
    const wait = () => setTimeout(resolve, laterMs).unref();
    if (signal.aborted) wait();
    else signal.addEventListener('abort', wait, { once: true });
  });
}
