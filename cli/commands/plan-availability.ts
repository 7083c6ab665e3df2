import { assess } from '@/lib/plan/availability/assess';
import { type FailureMode, failureModes, failureOf, hostsOfDomain } from '@/lib/plan/availability/failure';
import { headlineOf } from '@/lib/plan/availability/headline';
import { type AvailabilityModel, modelOf } from '@/lib/plan/availability/model';
import { atLeast, type HolderId } from '@/lib/plan/availability/requirement';
import { ruleSources } from '@/lib/plan/availability/rules';
import { survives } from '@/lib/plan/availability/survives';
import type { Affected, Verdict } from '@/lib/plan/availability/verdict';
import { sayDomain, sayHolder, sayHolders, sayList } from '@/lib/plan/availability/words/names';
import { sayHeadline } from '@/lib/plan/availability/words/say-headline';
import { sayBack, sayCaution, sayNumbers, sayRule, sayState } from '@/lib/plan/availability/words/say-verdict';
import { domainMeant } from '@/lib/plan/domain-name';
import { type Command, type CommandContext, exitCodes, UnreadableError } from '../command';
import { readFacts, readPlan } from '../read-files';

/** What a plan survives; with failed hosts, domains or services, what each capability does then, with its rule and its source. */
const command: Command = {
  arguments: 1,
  options: {
    json: { type: 'boolean' },
    fail: { type: 'string', multiple: true },
    mode: { type: 'string' },
    facts: { type: 'string' },
  },
  async run(context, [file = ''], options) {
    const mode = modeOf(context, options.mode);
    const { plan } = await readPlan(context, file);
    const facts = typeof options.facts === 'string' ? await readFacts(context, options.facts) : {};
    const model = modelOf(plan, facts);
    const failed = (Array.isArray(options.fail) ? options.fail : []).map((name) => failedBy(context, model, name));
    const failure = failureOf(
      model,
      failed.flatMap(({ holders }) => holders),
      mode,
    );
    const verdicts = assess(model, failure);
    const found = survives(model);
    const words = wordsOf(context);
    const headline = sayHeadline(words, model, headlineOf(model, found));
    const said = verdicts.map((verdict) => spoken(context, model, verdict));
    if (options.json) {
      const names = failed.map(({ name }) => name);
      context.print(
        JSON.stringify(
          { plan: plan.name, file, headline, failed: names, mode, verdicts: said, survives: found },
          null,
          2,
        ),
      );
    } else {
      const { title: first, text: second } = headline;
      context.print(second === '' ? first : context.translate('ui.sentences', { first, second }));
      if (failed.length > 0) {
        // What is no host is neither off nor on: it isn't reached.
        const how = Object.keys(failure.hosts).length === 0 ? 'reach' : mode.replace('-', '');
        const names = sayList(
          words,
          failed.map(({ shown }) => shown),
        );
        context.print(`\n${context.translate('cli.availability.failed', { names, mode: how })}`);
      }
      for (const line of said.flatMap((verdict) => linesOf(context, verdict))) context.print(line);
    }
    // Slipway itself may be away: the cluster runs on without it.
    const out = verdicts.some(({ capability, state }) => capability !== 'slipway' && atLeast(state, 'down'));
    return out ? exitCodes.blocked : exitCodes.done;
  },
};
export default command;

function modeOf(context: CommandContext, asked: unknown): FailureMode {
  const mode = failureModes.find((each) => each === (asked ?? 'powered-off'));
  if (mode) return mode;
  const values = { option: '--mode', found: String(asked), needed: failureModes.join(', ') };
  throw new UnreadableError(context.translate('cli.optionValue', values));
}

const idsOf = (found: { id: HolderId }[]): HolderId[] => found.map(({ id }) => id);

type Failed = { name: string; shown: string; holders: HolderId[] };

/** A host by its name, else every host of a failure domain by its name or as it is shown, else a virtual address, else a service by its id. */
function failedBy(context: CommandContext, model: AvailabilityModel, name: string): Failed {
  const hosts = model.hosts.filter((host) => host.name === name).map(({ id }) => id);
  if (hosts.length > 0) return { name, shown: name, holders: hosts };
  const domain = domainMeant(model.domains, name);
  const inside = domain ? hostsOfDomain(model, domain.name) : [];
  if (domain && inside.length > 0) return { name, shown: sayDomain(wordsOf(context), domain), holders: inside };
  const services = [...model.services.map(({ id }) => id), ...Object.keys(model.onHosts)];
  if (services.includes(name)) return { name, shown: name, holders: [name] };
  const vips = model.services.filter(({ address }) => address !== '' && address === name.replace(/^VIP\s+/i, ''));
  if (vips.length > 0) return { name, shown: sayHolders(wordsOf(context), model, idsOf(vips)), holders: idsOf(vips) };
  const known = [...model.hosts.map((host) => host.name), ...model.hosts.map((host) => host.domain), ...services];
  const needed = [...new Set(known)].filter((each) => each !== '').join(', ');
  throw new UnreadableError(context.translate('cli.availability.unknown', { found: name, needed }));
}

function wordsOf({ translate }: CommandContext) {
  return (key: string, values?: Record<string, string | number>) => translate(`availability.${key}`, values);
}

type Spoken = ReturnType<typeof spoken>;

/** A verdict with its texts: what stands in `--json`, and what the lines are made of. */
function spoken(context: CommandContext, model: AvailabilityModel, verdict: Verdict) {
  const t = wordsOf(context);
  const reason = (affected: Affected) => ({
    rule: affected.rule,
    text: sayRule(t, affected),
    numbers: sayNumbers(t, affected),
    lost: affected.lost.map((holder) => sayHolder(t, model, holder)),
    source: t(`sources.${ruleSources[affected.rule]}`),
  });
  return {
    capability: verdict.capability,
    title: t(`capabilities.${verdict.capability}`),
    state: verdict.state,
    certain: verdict.certain,
    text: sayState(t, verdict),
    declared: verdict.declared.map((holder) => sayHolder(t, model, holder)),
    reasons: verdict.affected.map(reason),
    standing: verdict.standing.map((standing) => sayNumbers(t, standing)),
    back: sayBack(t, model, verdict.back),
    cautions: verdict.cautions.map((caution) => sayCaution(t, model, caution)),
  };
}

function linesOf(context: CommandContext, verdict: Spoken): string[] {
  const [worst] = verdict.reasons;
  const numbers = worst?.numbers ?? verdict.standing[0] ?? '';
  const head = `${verdict.title}: ${verdict.text}${numbers ? ` (${numbers})` : ''}`;
  const back = verdict.state === 'up' ? [] : [verdict.back.text, verdict.back.act].filter((text) => text !== '');
  const source = worst
    ? [`${worst.text} ${context.translate('cli.availability.source', { source: worst.source })}`]
    : [];
  return [head, ...[...source, ...back, ...verdict.cautions].map((text) => `    ${text}`)];
}
