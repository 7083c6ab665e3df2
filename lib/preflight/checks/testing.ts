import { expect, test } from 'vitest';
import { samplePlan } from '@/lib/plan/samples';
import type { PlanHost } from '@/lib/plan/schema';
import { strictTranslator } from '@/lib/plan/testing-texts';
import enDns from '@/messages/en/checks-dns.json';
import enState from '@/messages/en/checks-state.json';
import enSupply from '@/messages/en/checks-supply.json';
import enSystem from '@/messages/en/checks-system.json';
import enTime from '@/messages/en/checks-time.json';
import zhDns from '@/messages/zh/checks-dns.json';
import zhState from '@/messages/zh/checks-state.json';
import zhSupply from '@/messages/zh/checks-supply.json';
import zhSystem from '@/messages/zh/checks-system.json';
import zhTime from '@/messages/zh/checks-time.json';
import type { CheckContext, CompareCheck, HostCheck, Outcome, Reading } from '../check';
import { severitiesOf } from '../severities';

const catalogues: Record<string, { en: object; zh: object }> = {
  system: { en: enSystem, zh: zhSystem },
  state: { en: enState, zh: zhState },
  time: { en: enTime, zh: zhTime },
  dns: { en: enDns, zh: zhDns },
  supply: { en: enSupply, zh: zhSupply },
};

export const textsOf = (group: string): { en: object; zh: object } => {
  const texts = catalogues[group];
  if (!texts) throw new Error(`no texts of ${group}`);
  return texts;
};

export const contextOf = (change: Partial<CheckContext> = {}): CheckContext => ({
  plan: samplePlan(),
  facts: {},
  bundle: null,
  ...change,
});

export const reading = (printed: string | Partial<Reading>): Reading => ({
  stdout: '',
  stderr: '',
  exitCode: 0,
  tookMs: 1,
  ...(typeof printed === 'string' ? { stdout: printed } : printed),
});

/** Quotes the outcome in both languages as the page does; a text or value that is missing throws, and so does a severity that isn't announced. */
export function mustHaveTexts(check: HostCheck | CompareCheck, outcome: Outcome): void {
  if (outcome.state === 'not-run') return;
  if (outcome.state === 'finding') expect(severitiesOf(check.id), check.id).toContain(outcome.severity);
  const { en, zh } = textsOf(check.group);
  for (const translate of [strictTranslator('en', en), strictTranslator('zh', zh)]) {
    for (const key of ['found', 'needed']) expect(translate(`${check.id}.${key}`, outcome.values)).not.toBe('');
    // These stand above several hosts, and in the documentation: no values.
    for (const key of ['name', 'title', 'why', ...(check.fix ? ['fix'] : [])])
      expect(translate(`${check.id}.${key}`)).not.toBe('');
  }
}

/** What a check says of what was printed. */
export function judged(
  check: HostCheck,
  printed: string | Partial<Reading>,
  context: CheckContext = contextOf(),
  host: PlanHost | undefined = context.plan.hosts[0],
): Outcome {
  if (!host) throw new Error('the plan has no host');
  const outcome = check.judge(reading(printed), context, host);
  mustHaveTexts(check, outcome);
  return outcome;
}

/** What a comparison says, by host: of what node-1, node-2, … printed. */
export function compared(
  check: CompareCheck,
  printed: (string | Partial<Reading>)[],
  context: CheckContext = contextOf(),
): Outcome[] {
  const names = context.plan.hosts.map(({ name }) => name).slice(0, printed.length);
  const outcomes = check.judge(new Map(names.map((name, index) => [name, reading(printed[index] ?? '')])), context);
  expect([...outcomes.keys()]).toEqual(names);
  for (const outcome of outcomes.values()) mustHaveTexts(check, outcome);
  return names.flatMap((name) => outcomes.get(name) ?? []);
}

/** What is printed by a script that was cut off, or by one whose program is broken, is never a pass. */
export function testUnreadable(check: HostCheck | CompareCheck, context?: CheckContext): void {
  for (const printed of ['', '\n', 'Segmentation fault\n']) {
    test(`${check.id}: ${JSON.stringify(printed)} is not run, and no pass`, () => {
      const said = { stdout: printed, exitCode: 1 };
      const outcome = check.kind === 'host' ? judged(check, said, context) : compared(check, [said], context)[0];
      expect(outcome).toMatchObject({ state: 'not-run' });
    });
  }
}
