import type { PoolClient } from 'pg';
import { isSilent } from '@/lib/store/silent-preflight';
import { RunError } from './run-error';

/** One advisory lock for "a run begins": two plans may name the same hosts, and their rows are locked one by one. */
const beginning = 0x51_19_00_01;

type Busy = { plan_id: string; plan: string; number: number; hosts: string };

/**
 * Refuses when a run of this plan, or of any plan with one of these hosts' addresses, is queued or running. Held until
 * the caller's transaction ends, so that what was free is still free when the run is stored.
 * @throws RunError `cluster-busy`
 */
export async function refuseBusyHosts(
  client: PoolClient,
  planId: string,
  hosts: readonly { address: string }[],
): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [beginning]);
  const { rows } = await client.query<Busy>(
    `SELECT run.plan_id, plan.name AS plan, run.number,
       (SELECT coalesce(string_agg(host ->> 'address', ', ' ORDER BY host ->> 'address'), '')
          FROM jsonb_array_elements(run.runbook -> 'hosts') host WHERE host ->> 'address' = ANY($2)) AS hosts
     FROM run JOIN plan ON plan.id = run.plan_id
     WHERE run.state IN ('queued', 'running') AND (run.plan_id = $1 OR EXISTS (
       SELECT 1 FROM jsonb_array_elements(run.runbook -> 'hosts') host WHERE host ->> 'address' = ANY($2)))
     ORDER BY run.plan_id = $1 DESC, run.created_at LIMIT 1`,
    [planId, hosts.map(({ address }) => address)],
  );
  const [busy] = rows;
  if (!busy) return;
  const whose = busy.plan_id === planId ? 'own' : 'other';
  throw new RunError('cluster-busy', { run: busy.number, whose, plan: busy.plan, hosts: busy.hosts });
}

/**
 * Refuses while a preflight of this plan, or of any plan with one of these hosts' addresses (a runbook names the internal ones), is
 * under way: its listeners stand on ports that an install needs, and what it reads in the middle of a change is true for a moment.
 * Held like `refuseBusyHosts`, which a preflight asks before it begins.
 * @throws RunError `preflight-running`
 */
export async function refuseLookedAtHosts(
  client: PoolClient,
  planId: string,
  hosts: readonly { address: string }[],
): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [beginning]);
  const { rows } = await client.query<{ by: string }>(
    `SELECT report ->> 'startedBy' AS by FROM preflight
     WHERE state = 'running' AND NOT ${isSilent} AND (plan_id = $1 OR EXISTS (
       SELECT 1 FROM jsonb_array_elements((report -> 'hosts') || coalesce((
         SELECT document -> 'hosts' FROM plan_revision revision
         WHERE revision.plan_id = preflight.plan_id ORDER BY number DESC LIMIT 1), '[]')) host
       WHERE host ->> 'address' = ANY($2) OR host ->> 'internalAddress' = ANY($2)))
     LIMIT 1`,
    [planId, hosts.map(({ address }) => address)],
  );
  const [running] = rows;
  if (running) throw new RunError('preflight-running', { by: running.by });
}
