import { writeFile } from 'node:fs/promises';
import type { Plan } from '@/lib/plan/schema';
import { catalogue } from '@/lib/preflight/catalogue';
import type { CheckContext } from '@/lib/preflight/check';
import { checkGroups } from '@/lib/preflight/check-groups';
import { usualDeadlineSeconds } from '@/lib/preflight/preflight-input';
import { reportHtml } from '@/lib/preflight/report-html';
import type { Report } from '@/lib/preflight/result';
import { runPreflight } from '@/lib/preflight/session';
import { type Command, type CommandContext, exitCodes, type OptionValues, reasonOf, UnreadableError } from '../command';
import { KnownKeys, readKnownHosts } from '../preflight/known-keys';
import { readLogins, serviceSecrets, targetFor, withoutLogin } from '../preflight/logins';
import { Progress } from '../preflight/progress';
import { reportLines, type Verdict, verdictOf } from '../preflight/report-lines';
import { readPlan, withBundle } from '../read-files';

/**
 * The console's preflight without a console. Green (0) is only what was proved: besides a finding that blocks, a check that could have
 * blocked and has no answer ends with 1.
 */
const command: Command = {
  arguments: 1,
  options: {
    json: { type: 'boolean' },
    html: { type: 'string' },
    only: { type: 'string', multiple: true },
    host: { type: 'string', multiple: true },
    deadline: { type: 'string' },
    bundle: { type: 'string' },
    'plan-id': { type: 'string' },
    secrets: { type: 'string' },
    identity: { type: 'string' },
    user: { type: 'string' },
    'ask-password': { type: 'boolean' },
    'password-env': { type: 'string' },
    'known-hosts': { type: 'string' },
    'accept-new-host-keys': { type: 'boolean' },
  },
  async run(context, [file = ''], options) {
    const { translate } = context;
    const { plan: own } = await readPlan(context, file);
    const asked = withUser(own, options.user);
    const { plan, bundle } =
      typeof options.bundle === 'string'
        ? await withBundle(context, asked, options.bundle)
        : { plan: asked, bundle: null };
    const only = { checks: checksMeant(context, options.only), hosts: hostsMeant(context, plan, options.host) };
    const deadlineSeconds = deadlineOf(context, options.deadline);
    const logins = await readLogins(context, options);
    const knownHosts = await readKnownHosts(context, stringOf(options['known-hosts']));

    const progress = new Progress(context);
    const keys = new KnownKeys(knownHosts, {
      acceptNew: options['accept-new-host-keys'] === true,
      accepted: (key) => progress.tell(translate('cli.preflight.acceptedKey', { ...key, port: String(key.port) })),
    });
    for (const [credential, hosts] of withoutLogin(plan, logins))
      context.tell(translate('cli.preflight.noLogin', { credential: credential || '–', hosts: hosts.join(', ') }));

    const about: CheckContext = { plan, facts: {}, bundle };
    const report = await runPreflight({
      context: { plan, bundle },
      ...{ planId: stringOf(options['plan-id']) ?? '', planRevision: 0, startedBy: '' },
      targetOf: async (host) => targetFor(host, logins, keys),
      secrets: serviceSecrets(plan, logins),
      connect: keys.connect,
      only,
      partial: true,
      deadlineSeconds,
      signal: context.interrupted(),
      onReport: (each) => progress.show(each),
      onFacts: (host, facts) => {
        about.facts[host.name] = facts;
      },
      onUnexpected: (where, error) =>
        progress.tell(translate('cli.preflight.unexpected', { where, found: reasonOf(error) })),
    });
    progress.clear();

    if (typeof options.html === 'string') await writeHtml(context, plan, report, options.html);
    const verdict = verdictOf(context, plan, report);
    if (options.json) context.print(JSON.stringify(report, null, 2));
    else for (const line of reportLines(context, about, report)) context.print(line);
    const say = options.json ? context.tell : context.print;
    for (const line of verdictLines(context, plan, report, verdict)) say(line);
    return verdict.block > 0 || verdict.unproved.length > 0 ? exitCodes.blocked : exitCodes.done;
  },
};
export default command;

const stringOf = (value: OptionValues[string]): string | undefined => (typeof value === 'string' ? value : undefined);

/** `--user` signs in as somebody else on every host; bastions keep theirs. */
function withUser(plan: Plan, user: OptionValues[string]): Plan {
  if (typeof user !== 'string' || user === '') return plan;
  return { ...plan, hosts: plan.hosts.map((host) => ({ ...host, ssh: { ...host.ssh, user } })) };
}

const listed = (values: OptionValues[string]): string[] =>
  Array.isArray(values) ? values.flatMap((each) => each.split(',')).filter((each) => each !== '') : [];

/** Ids of checks, or groups of them. */
function checksMeant(context: CommandContext, values: OptionValues[string]): string[] | undefined {
  const names = listed(values);
  if (names.length === 0) return undefined;
  return names.flatMap((name) => {
    const meant = catalogue.filter(({ id, group }) => id === name || group === name);
    if (meant.length > 0) return meant.map(({ id }) => id);
    const groups = checkGroups.join(', ');
    throw new UnreadableError(context.translate('cli.preflight.noCheck', { name, groups }));
  });
}

function hostsMeant(context: CommandContext, plan: Plan, values: OptionValues[string]): string[] | undefined {
  const names = listed(values);
  const known = plan.hosts.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const meant = { option: '--host', found: unknown, needed: known.join(', ') };
    throw new UnreadableError(context.translate('cli.optionValue', meant));
  }
  return names.length > 0 ? names : undefined;
}

/** Seconds. Less than 5 is no time to connect in, more than an hour is a mistake. */
function deadlineOf(context: CommandContext, value: OptionValues[string]): number {
  if (value === undefined) return usualDeadlineSeconds;
  const seconds = Number(value);
  if (Number.isInteger(seconds) && seconds >= 5 && seconds <= 3600) return seconds;
  throw new UnreadableError(
    context.translate('cli.optionValue', { option: '--deadline', found: String(value), needed: '5–3600' }),
  );
}

async function writeHtml(context: CommandContext, plan: Plan, report: Report, file: string): Promise<void> {
  const { language, translate, hasText } = context;
  const html = reportHtml(plan, report, language, (key, values) => (hasText(key) ? translate(key, values) : null));
  await writeFile(context.resolve(file), html).catch((error: unknown) => {
    throw new UnreadableError(translate('cli.noFolder', { path: file, reason: reasonOf(error) }));
  });
}

function verdictLines({ translate }: CommandContext, plan: Plan, report: Report, verdict: Verdict): string[] {
  const { unproved, ...counts } = verdict;
  const seconds = ((report.finishedAt ?? report.startedAt) - report.startedAt) / 1000;
  const lines = [translate('cli.preflight.summary', { plan: plan.name, ...counts, seconds })];
  if (report.state === 'stopped') lines.push(translate('cli.preflight.stopped'));
  if (verdict.block === 0 && unproved.length > 0) {
    const first = unproved.slice(0, 5).join(', ');
    lines.push(
      translate('cli.preflight.unproved', { count: unproved.length, first, more: Math.max(0, unproved.length - 5) }),
    );
  }
  return lines;
}
