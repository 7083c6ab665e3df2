import { expect, test } from 'vitest';
import { samplePlan } from '@/lib/plan/samples';
import type { PlanHost } from '@/lib/plan/schema';
import { strictTranslator } from '@/lib/plan/testing-texts';
import en from '@/messages/en/checks-system.json';
import zh from '@/messages/zh/checks-system.json';
import type { CheckContext, HostCheck, Outcome, Reading } from '../../check';

const languages = [strictTranslator('en', en), strictTranslator('zh', zh)];

export const contextOf = (change: Partial<CheckContext> = {}): CheckContext => ({
  plan: samplePlan(),
  facts: {},
  bundle: null,
  ...change,
});

/** Quotes the outcome in both languages as the page does; a text or value that is missing throws. */
export function mustHaveTexts(check: HostCheck, outcome: Outcome): void {
  if (outcome.state === 'not-run') return;
  for (const translate of languages) {
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
  const said = typeof printed === 'string' ? { stdout: printed } : printed;
  const reading = { stdout: '', stderr: '', exitCode: 0, tookMs: 1, ...said };
  const outcome = check.judge(reading, context, host);
  mustHaveTexts(check, outcome);
  return outcome;
}

/** What is printed by a script that was cut off, or by one whose program is broken, is never a pass. */
export function testUnreadable(check: HostCheck, context?: CheckContext): void {
  for (const printed of ['', '\n', 'Segmentation fault\n']) {
    test(`${check.id}: ${JSON.stringify(printed)} is not run, and no pass`, () => {
      expect(judged(check, { stdout: printed, exitCode: 1 }, context)).toMatchObject({ state: 'not-run' });
    });
  }
}
