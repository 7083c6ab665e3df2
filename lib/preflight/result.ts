import { z } from 'zod';
import { notRunReasons } from './check';
import { hostBasisSchema } from './host-basis';

const values = z.record(z.string(), z.union([z.string(), z.number()]));

/** One square of the page: a check on a host. Times in ms since the epoch. */
export const resultSchema = z.object({ check: z.string(), host: z.string() }).and(
  z.discriminatedUnion('state', [
    z.object({ state: z.literal('waiting') }),
    z.object({ state: z.literal('running') }),
    z.object({ state: z.literal('passed'), values, at: z.number(), tookMs: z.number() }),
    z.object({
      state: z.literal('finding'),
      severity: z.enum(['block', 'warn', 'info']),
      values,
      evidence: z.string().optional(),
      at: z.number(),
      tookMs: z.number(),
    }),
    z.object({ state: z.literal('not-run'), reason: z.enum(notRunReasons), values, at: z.number() }),
  ]),
);
export type Result = z.infer<typeof resultSchema>;

/** What a preflight of a plan found, while it runs and afterwards. Holds no secret. */
export const reportSchema = z.object({
  formatVersion: z.literal(1),
  id: z.string(),
  planId: z.string(),
  planRevision: z.number(),
  /** SHA-256 of what the checks depend on (plan-sha256.ts): another plan's results prove nothing. */
  planSha256: z.string(),
  /** `interrupted`: the process that ran it is gone. */
  state: z.enum(['running', 'finished', 'stopped', 'interrupted']),
  startedAt: z.number(),
  finishedAt: z.number().nullable(),
  startedBy: z.string(),
  /** What the whole may take, seconds. */
  deadlineSeconds: z.number(),
  hosts: z.array(
    z.object({
      name: z.string(),
      address: z.string(),
      /** `failed`: could not be reached; `error` says why, as HostError does. */
      state: z.enum(['waiting', 'connecting', 'checking', 'done', 'failed']),
      tookMs: z.number().nullable(),
      error: z.object({ code: z.string(), values }).nullable(),
      /** What was known of it; absent where it wasn't reached, and in reports of an older Slipway. */
      facts: hostBasisSchema.optional(),
    }),
  ),
  results: z.array(resultSchema),
  /** Grows with every change that a page shows. */
  version: z.number(),
});
export type Report = z.infer<typeof reportSchema>;
