import { randomBytes } from 'node:crypto';
import type { HostConnection } from '@/lib/hosts/connection';
import type { PlanHost } from '@/lib/plan/schema';
import { apiRow, apiRowName } from './api-row';
import * as wholeCatalogue from './catalogue';
import type { CheckContext } from './check';
import { accessChecks } from './checks/access';
import { chosenSquares, type Square, squaresOf } from './expected';
import { planSha256 } from './plan-sha256';
import { type Catalogue, type PreflightInput, usualDeadlineSeconds } from './preflight-input';
import { ReportInProgress } from './report-in-progress';

/** What the parts of one preflight share. */
export type Session = {
  input: PreflightInput;
  catalogue: Catalogue;
  /** Its facts grow as hosts say them. */
  context: CheckContext;
  asked: readonly Square[];
  report: ReportInProgress;
  /** Hosts that were reached, whether or not they were lost since. */
  connections: Map<string, HostConnection>;
  /** Somebody's stop or the end of the time: what comes after it says nothing of a host. */
  signal: AbortSignal;
  now: () => number;
  /** When the whole began, and what it may take. */
  began: number;
  seconds: number;
  unexpected: (where: string, error: unknown) => void;
};

/** A preflight that has not begun. */
export function newSession(input: PreflightInput, signal: AbortSignal, changed: () => void): Session {
  const catalogue = input.catalogue ?? {
    access: accessChecks,
    scripts: wholeCatalogue.scriptChecks,
    probes: wholeCatalogue.probes,
    api: wholeCatalogue.apiChecks,
  };
  const context: CheckContext = { ...input.context, planId: input.planId, facts: {} };
  const now = input.now ?? Date.now;
  const began = now();
  const seconds = input.deadlineSeconds ?? usualDeadlineSeconds;
  const { access, scripts, probes, api = [] } = catalogue;
  const checks = [...access, ...scripts, ...api, ...probes.flatMap((probe) => probe.checks)];
  const sha256 = planSha256(context.plan);
  const previous = input.previous?.planSha256 === sha256 ? input.previous : null;
  const squares = squaresOf(checks, context);
  // A part of nothing, or of what knew fewer checks, would be a report with holes: a plan's newest one must not have any.
  const has = new Set(previous?.results.map(({ check, host }) => `${check} ${host}`));
  const covers = squares.every(({ check, host }) => has.has(`${check} ${host}`));
  const only = covers || input.partial ? (input.only ?? {}) : {};
  const asked = chosenSquares(catalogue, context, only);
  const report = new ReportInProgress({
    head: {
      formatVersion: 1,
      id: input.id ?? randomBytes(8).toString('hex'),
      planId: input.planId,
      planRevision: input.planRevision,
      planSha256: sha256,
      state: 'running',
      startedAt: began,
      finishedAt: null,
      startedBy: input.startedBy,
      deadlineSeconds: seconds,
    },
    hosts: [...context.plan.hosts, ...(squares.some(({ host }) => host === apiRowName) ? [apiRow] : [])].map(
      ({ name, address }) => ({ name, address, state: 'waiting', tookMs: null, error: null }),
    ),
    squares,
    asked,
    previous,
    now,
    changed,
  });
  const unexpected = (where: string, error: unknown) => input.onUnexpected?.(where, error);
  return { input, catalogue, context, asked, report, connections: new Map(), signal, now, began, seconds, unexpected };
}

/** Hosts that something is asked of by SSH. */
export function hostsBySsh(session: Session): PlanHost[] {
  const asked = new Set(session.asked.filter(({ check }) => !isOfApi(session, check)).map(({ host }) => host));
  return session.context.plan.hosts.filter(({ name }) => asked.has(name));
}

/** Checks without an answer on a host that are its own to answer by SSH. */
export function openBySsh(session: Session, host: string): string[] {
  return session.report.openOn(host).filter((check) => !isOfApi(session, check));
}

const isOfApi = ({ catalogue }: Session, check: string): boolean =>
  catalogue.api?.some(({ id }) => id === check) ?? false;
