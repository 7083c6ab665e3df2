import { migratePlan, PlanDocumentError } from '@/lib/plan/migrate-plan';
import type { Plan } from '@/lib/plan/schema';
import { db } from './db';
import type { Prisma } from './generated/client';

/** Someone saved since `baseRevision`: nothing was written; show whose it is and let the person choose. */
export type PlanConflict = { revision: number; author: string; savedAt: Date };

/** Decide on `code`. `conflict` is set for that code only; `runId` for `run-active` only. */
export class PlanStoreError extends Error {
  constructor(
    readonly code: 'not-found' | 'conflict' | 'run-active',
    planId: string,
    readonly details: { conflict?: PlanConflict; runId?: string } = {},
  ) {
    super(`plan ${planId}: ${code}`);
    this.name = 'PlanStoreError';
  }
}

export type RunSummary = {
  id: string;
  number: number;
  kind: string;
  state: string;
  createdAt: Date;
  finishedAt: Date | null;
};

export type StoredPlan = {
  id: string;
  name: string;
  revision: number;
  document: Plan;
  createdAt: Date;
  updatedAt: Date;
  /** Name of the person who saved last; their id when the account is gone. */
  updatedBy: string;
  lastRun: RunSummary | null;
  /** An install of it has succeeded. */
  installed: boolean;
};

/** `document` is null when a newer Slipway wrote it: the list still shows that the plan is there. */
export type ListedPlan = Omit<StoredPlan, 'document'> & { document: Plan | null };

export type RevisionSummary = { number: number; createdAt: Date; createdBy: string };

const activeStates = ['queued', 'running'];

export async function createPlan(input: { document: Plan; userId: string }): Promise<{ planId: string; revision: 1 }> {
  const { document, userId } = input;
  const revisions = { create: { number: 1, document: asJson(document), createdBy: userId } };
  const plan = await db().plan.create({ data: { name: document.name, updatedBy: userId, revisions } });
  return { planId: plan.id, revision: 1 };
}

/**
 * A new revision on top of `baseRevision`, the one that the person was looking at. The plan's name follows the document's.
 *
 * @throws PlanStoreError `conflict` when another revision was saved in between, `not-found`
 */
export async function savePlan(input: {
  planId: string;
  baseRevision: number;
  document: Plan;
  userId: string;
}): Promise<{ revision: number }> {
  const { planId, baseRevision, document, userId } = input;
  const revision = baseRevision + 1;
  const saved = await db().$transaction(async (transaction) => {
    // The update takes the row's lock and is the comparison: of two that save at once, one finds no row.
    const { count } = await transaction.plan.updateMany({
      where: { id: planId, revision: baseRevision },
      data: { revision, name: document.name, updatedBy: userId },
    });
    if (count === 0) return false;
    const data = { planId, number: revision, document: asJson(document), createdBy: userId };
    await transaction.planRevision.create({ data });
    return true;
  });
  if (!saved) throw await conflictOf(planId);
  return { revision };
}

/** Newest change first. */
export async function listPlans(): Promise<ListedPlan[]> {
  const rows = await db().plan.findMany({ orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }], include: withLastRun });
  const current = rows.map(({ id, revision }) => ({ planId: id, number: revision }));
  const revisions = await db().planRevision.findMany({ where: { OR: current } });
  const names = await namesOf(rows.map(({ updatedBy }) => updatedBy));
  return rows.map((row) => {
    const document = revisions.find(({ planId }) => planId === row.id)?.document;
    return { ...headOf(row, names), document: readable(document) };
  });
}

/** @throws PlanStoreError `not-found`; PlanDocumentError when a newer Slipway wrote it */
export async function getPlan(planId: string): Promise<StoredPlan> {
  const row = await db().plan.findUnique({ where: { id: planId }, include: withLastRun });
  if (!row) throw new PlanStoreError('not-found', planId);
  const key = { planId_number: { planId, number: row.revision } };
  const revision = await db().planRevision.findUniqueOrThrow({ where: key });
  return { ...headOf(row, await namesOf([row.updatedBy])), document: migratePlan(revision.document) };
}

/** @throws PlanStoreError `not-found` */
export async function getRevision(planId: string, number: number): Promise<RevisionSummary & { document: Plan }> {
  const row = await db().planRevision.findUnique({ where: { planId_number: { planId, number } } });
  if (!row) throw new PlanStoreError('not-found', planId);
  const names = await namesOf([row.createdBy]);
  return { ...summary(row, names), document: migratePlan(row.document) };
}

/** Newest first. */
export async function listRevisions(planId: string): Promise<RevisionSummary[]> {
  const select = { number: true, createdAt: true, createdBy: true };
  const rows = await db().planRevision.findMany({ where: { planId }, orderBy: { number: 'desc' }, select });
  const names = await namesOf(rows.map(({ createdBy }) => createdBy));
  return rows.map((row) => summary(row, names));
}

/**
 * Takes the plan with its revisions, secrets and runs away. The hosts stay as they are.
 *
 * @throws PlanStoreError `run-active` while a run is queued or running, `not-found`
 */
export async function deletePlan(planId: string): Promise<void> {
  await db().$transaction(async (transaction) => {
    // A run's insert takes a share lock on this row (its foreign key), so none can start in between.
    const locked = await transaction.$queryRaw<unknown[]>`SELECT 1 FROM plan WHERE id = ${planId} FOR UPDATE`;
    if (locked.length === 0) throw new PlanStoreError('not-found', planId);
    const run = await transaction.run.findFirst({ where: { planId, state: { in: activeStates } } });
    if (run) throw new PlanStoreError('run-active', planId, { runId: run.id });
    await transaction.plan.delete({ where: { id: planId } });
  });
}

const withLastRun = {
  runs: {
    orderBy: { number: 'desc' },
    take: 1,
    select: { id: true, number: true, kind: true, state: true, createdAt: true, finishedAt: true },
  },
  _count: { select: { runs: { where: { kind: 'install', state: 'succeeded' } } } },
} satisfies Prisma.PlanInclude;

type PlanRow = Prisma.PlanGetPayload<{ include: typeof withLastRun }>;
type Names = Map<string, string>;

function headOf(row: PlanRow, names: Names): Omit<StoredPlan, 'document'> {
  const { id, name, revision, createdAt, updatedAt, updatedBy, runs, _count } = row;
  const author = names.get(updatedBy) ?? updatedBy;
  const installed = _count.runs > 0;
  return { id, name, revision, createdAt, updatedAt, updatedBy: author, lastRun: runs[0] ?? null, installed };
}

function readable(document: unknown): Plan | null {
  try {
    return migratePlan(document);
  } catch (error) {
    if (error instanceof PlanDocumentError) return null;
    throw error;
  }
}

function summary(row: RevisionSummary, names: Names): RevisionSummary {
  const { number, createdAt, createdBy } = row;
  return { number, createdAt, createdBy: names.get(createdBy) ?? createdBy };
}

async function conflictOf(planId: string): Promise<PlanStoreError> {
  const newest = await db().planRevision.findFirst({ where: { planId }, orderBy: { number: 'desc' } });
  if (!newest) return new PlanStoreError('not-found', planId);
  const names = await namesOf([newest.createdBy]);
  const author = names.get(newest.createdBy) ?? newest.createdBy;
  return new PlanStoreError('conflict', planId, {
    conflict: { revision: newest.number, author, savedAt: newest.createdAt },
  });
}

async function namesOf(userIds: string[]): Promise<Names> {
  const users = await db().user.findMany({
    where: { id: { in: [...new Set(userIds)] } },
    select: { id: true, name: true },
  });
  return new Map(users.map(({ id, name }) => [id, name]));
}

/** The document is plain data by its schema; Prisma's type just can't see it. */
function asJson(document: Plan): Prisma.InputJsonObject {
  return document as unknown as Prisma.InputJsonObject;
}
