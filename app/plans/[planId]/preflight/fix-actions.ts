'use server';
import { z } from 'zod';
import type { FixPreview } from '@/components/preflight/preflight-actions';
import { ActionFailure, action } from '@/lib/auth/action';
import { connect } from '@/lib/hosts/connect';
import { HostError } from '@/lib/hosts/error';
import { targetOf } from '@/lib/hosts/target-of';
import { diffTexts } from '@/lib/plan/diff-texts';
import type { PlanHost } from '@/lib/plan/schema';
import type { CheckContext } from '@/lib/preflight/check';
import { isCurrent } from '@/lib/preflight/findings';
import { compileFix, fixOf, parsePreview, previewScript, type ToFix } from '@/lib/preflight/fix/compile-fix';
import { latestReport } from '@/lib/preflight/store';
import { runbookSha256 } from '@/lib/runbook/sha256';
import { factsOf } from '@/lib/store/facts';
import { getPlan } from '@/lib/store/plans';
import { asActionFailure } from '../runs/run-refusal';
import { shownSha256, startShownRun } from '../runs/start-shown-run';

const about = z.object({ planId: z.string(), check: z.string(), hosts: z.array(z.string()).min(1).max(1000) });

/** What the newest preflight says has to be mended, as the plan and the hosts are now. */
async function toFix({ planId, check, hosts }: z.infer<typeof about>) {
  const [stored, report] = await Promise.all([getPlan(planId), latestReport(planId)]);
  const context: CheckContext = { plan: stored.document, facts: await factsOf(stored.document.hosts), bundle: null };
  // What was found for another plan may have been found on another machine.
  const results = report && isCurrent(stored.document, report) ? report.results : [];
  const wanted = results.flatMap((result): ToFix[] =>
    result.check === check && hosts.includes(result.host) && result.state === 'finding'
      ? [{ check, host: result.host, values: result.values }]
      : [],
  );
  if (wanted.length === 0) throw new ActionFailure('finding-gone', { host: hosts.join(', ') });
  return { stored, context, wanted: wanted.filter((each) => fixOf(context, each) !== null) };
}

/** Shows a fix before it runs. Reads the files that it would change on the hosts, and gives back only lines that would change. */
export const previewFix = action('host:connect', about, async (asked): Promise<FixPreview> => {
  try {
    const { context, wanted } = await toFix(asked);
    const [first] = wanted;
    const runbook = compileFix(context, wanted);
    if (!first || !runbook) return { script: '', hosts: [], files: [], sha256: '' };
    return {
      script: fixOf(context, first)?.script.trim() ?? '',
      hosts: wanted.map(({ host }) => host),
      files: (await Promise.all(wanted.map((each) => changesOn(context, each)))).flat(),
      sha256: runbookSha256(runbook),
    };
  } catch (error) {
    if (error instanceof HostError) throw new ActionFailure(`errors.${error.code}`, error.values);
    throw asActionFailure(error);
  }
});

async function changesOn(context: CheckContext, each: ToFix): Promise<FixPreview['files']> {
  const files = fixOf(context, each)?.files ?? [];
  const host = context.plan.hosts.find(({ name }) => name === each.host);
  if (files.length === 0 || !host) return [];
  const printed = await readOn(host, previewScript(files));
  return parsePreview(printed).map(({ path, before, after }) => ({
    host: host.name,
    path,
    lines: diffTexts(before, after).flatMap(({ kind, text }) => (kind === 'kept' ? [] : [{ kind, text }])),
  }));
}

async function readOn(host: PlanHost, script: string): Promise<string> {
  const connection = await connect(await targetOf(host));
  try {
    return await connection.must(script, { deadlineMs: 15_000 });
  } finally {
    connection.close();
  }
}

const start = about.extend({ sha256: shownSha256 });

/** Runs the fix that was shown, by the run engine; refused when it isn't the same bytes any more. */
export const startFix = action('run:start', start, async ({ sha256: shown, ...asked }, user) => {
  const { planId, check, hosts } = asked;
  const compile = async () => {
    const { stored, context, wanted } = await toFix(asked);
    const runbook = compileFix(context, wanted);
    if (!runbook) throw new ActionFailure('finding-gone', { host: hosts.join(', ') });
    const { revision } = stored;
    return { runbook, sha256: runbookSha256(runbook), revision, record: { kind: runbook.kind, check, hosts } };
  };
  return startShownRun({ planId, user, shown, compile });
});
