import type { Plan } from '@/lib/plan/schema';
import { checkOf } from '@/lib/preflight/catalogue';
import type { Check, CheckContext } from '@/lib/preflight/check';
import { keptBy } from '@/lib/preflight/kept';
import type { Report, Result } from '@/lib/preflight/result';
import { checkText, foundText, neededText, type TextOf } from '@/lib/preflight/result-text';
import { canBlock } from '@/lib/preflight/severities';
import type { CommandContext } from '../command';

/** As the page groups them: what blocks first; kept warnings after open ones. */
const kinds = ['block', 'warn', 'kept', 'not-run', 'info'] as const;
type Kind = (typeof kinds)[number];

type Said = { check: Check; result: Result; kind: Kind; kept: string };

export type Verdict = {
  passed: number;
  block: number;
  warn: number;
  kept: number;
  info: number;
  notRun: number;
  /** Checks without an answer, by id, that would have blocked had they found something. */
  unproved: string[];
};

/** Reasons that say something of the host and nothing of the check: its checks are listed together. */
const ofTheHost: readonly string[] = ['unreachable', 'lost', 'stopped', 'depends'];

const textOf =
  (context: CommandContext): TextOf =>
  (key, values) =>
    context.hasText(key) ? context.translate(key, values) : null;

function saidOf(context: CommandContext, plan: Plan, report: Report): Said[] {
  return report.results.flatMap((result): Said[] => {
    const check = checkOf(result.check);
    if (!check || result.state === 'passed') return [];
    if (result.state !== 'finding') return [{ check, result, kind: 'not-run', kept: '' }];
    const { host, severity } = result;
    const record = severity === 'warn' ? keptBy(plan, check, host) : null;
    if (!record) return [{ check, result, kind: severity, kept: '' }];
    const { by, reason } = record;
    const kept = context.translate('preflight.keep.kept', { by, at: record.at.slice(0, 10), reason });
    return [{ check, result, kind: 'kept', kept }];
  });
}

/** What a report comes to. */
export function verdictOf(context: CommandContext, plan: Plan, report: Report): Verdict {
  const all = saidOf(context, plan, report);
  const count = (kind: Kind) => all.filter((each) => each.kind === kind).length;
  const open = all.filter(({ kind, check }) => kind === 'not-run' && canBlock(check.id));
  return {
    passed: report.results.filter(({ state }) => state === 'passed').length,
    ...{ block: count('block'), warn: count('warn'), kept: count('kept'), info: count('info') },
    notRun: count('not-run'),
    unproved: [...new Set(open.map(({ check }) => check.id))],
  };
}

/** Findings, equal ones of several hosts once, each with what was found and needed, its source and the command by hand. */
export function reportLines(context: CommandContext, about: CheckContext, report: Report): string[] {
  const { translate } = context;
  const text = textOf(context);
  const all = saidOf(context, about.plan, report);
  const lines: string[] = [];
  for (const kind of kinds) {
    const own = all.filter((each) => each.kind === kind);
    const together = own.filter(({ result }) => result.state === 'not-run' && ofTheHost.includes(result.reason));
    for (const [said, rows] of groupedBy(together, (each) => foundText(text, each.check, each.result))) {
      lines.push(`${paint(context, kind, translate(`cli.preflight.kind.${kind}`))}  ${said}`);
      for (const [checks, hosts] of groupedBy([...groupedBy(rows, ({ result }) => result.host)], ([, each]) =>
        each.map(({ check }) => check.id).join(', '),
      ))
        lines.push(
          `    ${translate('cli.preflight.on', { hosts: hosts.map(([host]) => host).join(', '), said: checks })}`,
        );
      lines.push('');
    }
    const ids = [...new Set(own.filter((each) => !together.includes(each)).map(({ check }) => check.id))];
    for (const id of ids) {
      const rows = own.filter((each) => each.check.id === id && !together.includes(each));
      const [first] = rows;
      if (!first) continue;
      const { check, result } = first;
      const values = result.state === 'finding' ? result.values : {};
      const title = checkText(text, check, kind === 'not-run' ? 'name' : 'title', values);
      lines.push(`${paint(context, kind, translate(`cli.preflight.kind.${kind}`))}  ${title} [${id}]`);
      for (const [said, alike] of groupedBy(rows, (each) => saying(context, text, each))) {
        const hosts = alike.map((each) => each.result.host).join(', ');
        lines.push(`    ${translate('cli.preflight.on', { hosts, said })}`);
      }
      const why = kind === 'not-run' ? '' : checkText(text, check, 'why', values);
      if (why) lines.push(`    ${why}`);
      lines.push(`    ${translate('cli.availability.source', { source: check.source })}`);
      const host = about.plan.hosts.find(({ name }) => name === result.host);
      const command = host ? check.byHand(about, host) : '';
      if (command) lines.push(...indented(translate('cli.preflight.byHand', { command })));
      lines.push('');
    }
  }
  return lines;
}

function saying(context: CommandContext, text: TextOf, { check, result, kept }: Said): string {
  const found = foundText(text, check, result);
  const needed = result.state === 'finding' ? neededText(text, check, result) : '';
  const said = needed === '' ? found : context.translate('cli.preflight.measured', { found, needed });
  return kept === '' ? said : context.translate('cli.preflight.keptAs', { said, kept });
}

/** In the order in which they come. */
function groupedBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

const indented = (text: string): string[] =>
  text.split('\n').map((line, index) => `${index === 0 ? '    ' : '      '}${line}`);

const colours: Record<Kind, number> = { block: 31, warn: 33, kept: 32, 'not-run': 35, info: 36 };

/** Only where the report itself goes to a terminal. */
function paint(context: CommandContext, kind: Kind, text: string): string {
  return context.colour ? `\u001b[${colours[kind]}m${text}\u001b[0m` : text;
}
