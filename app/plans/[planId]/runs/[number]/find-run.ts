import { db } from '@/lib/store/db';

/** A run by its place in its plan; null when there is none. */
export async function findRun(planId: string, number: number): Promise<{ id: string; planRevision: number } | null> {
  return db().run.findUnique({
    where: { planId_number: { planId, number } },
    select: { id: true, planRevision: true },
  });
}

/** Number of a run by its id, for addresses that carry the id; null when it isn't a run of this plan. */
export async function numberOfRun(planId: string, runId: string): Promise<number | null> {
  const run = await db().run.findFirst({ where: { id: runId, planId }, select: { number: true } });
  return run?.number ?? null;
}
