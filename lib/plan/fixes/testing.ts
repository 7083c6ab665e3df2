import { expect, test } from 'vitest';
import type { FactsByHost } from '@/lib/plan/facts';
import type { Finding } from '@/lib/plan/finding';
import { blocking, findingsOf } from '@/lib/plan/findings';
import type { PlanTemplate } from '@/lib/plan/new-plan';
import { sampleBundle, samplePlan } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { strictTranslator } from '@/lib/plan/testing-texts';
import en from '@/messages/en/findings.json';
import zh from '@/messages/zh/findings.json';
import { applyFix } from './apply-fix';
import type { Fix } from './fix';

export type FixCase = {
  title: string;
  template?: PlanTemplate;
  plan: (plan: Plan) => void;
  facts?: (plan: Plan) => FactsByHost;
  /** The rule whose finding offers it. */
  rule: string;
  /** Path of that finding, where the rule has several. */
  path?: string;
  /** What the English title says. */
  says: string;
  /** What is to be seen in the changed plan. */
  gives: (plan: Plan) => unknown;
  expected: unknown;
  /** A later edit after which the change no longer fits. */
  stale?: (plan: Plan) => void;
};

const translators = { en: strictTranslator('en', en), zh: strictTranslator('zh', zh) };
const keyOf = ({ id, hosts, path, values }: Finding) => JSON.stringify([id, hosts, path ?? '', values.problem ?? '']);

/** For each case: the change is as expected, its finding is gone, and nothing blocks that didn't before. */
export function testFix(fix: Fix, cases: FixCase[]) {
  for (const each of cases) {
    test(each.title, () => {
      const plan = samplePlan(each.plan, each.template);
      const before = findings(plan, each);
      const finding = before.find(
        ({ id, path, fix: offered }) =>
          id === each.rule && offered?.id === fix.id && (each.path === undefined || path === each.path),
      );
      if (!finding?.fix) throw new Error(`${each.rule} offers no ${fix.id}: ${JSON.stringify(before, null, 1)}`);
      const { values } = finding.fix;
      expect(translators.en(`fixes.${fix.id}`, values)).toBe(each.says);
      expect(translators.zh(`fixes.${fix.id}`, values)).toMatch(/\S/);

      const original = structuredClone(plan);
      const fixed = applyFix(plan, finding);
      expect(plan, 'the plan itself stays as it was').toEqual(original);
      if (!fixed) throw new Error('the change did not fit');
      expect(each.gives(fixed)).toEqual(each.expected);

      const after = findings(fixed, each);
      expect(after.map(keyOf)).not.toContain(keyOf(finding));
      // What no runbook carries out yet says nothing about the plan itself.
      const blockers = (list: Finding[]) => blocking(list).filter(({ id }) => id !== 'plan.unsupported');
      const known = new Set(blockers(before).map(keyOf));
      expect(blockers(after).filter((blocker) => !known.has(keyOf(blocker)))).toEqual([]);
    });
    const { stale } = each;
    if (stale) {
      test(`${each.title}: no longer fits a plan that has moved on`, () => {
        const plan = samplePlan(each.plan, each.template);
        const finding = findings(plan, each).find(({ id, fix: offered }) => id === each.rule && offered?.id === fix.id);
        if (!finding) throw new Error(`${each.rule} offers no ${fix.id}`);
        stale(plan);
        expect(applyFix(plan, finding)).toBeNull();
      });
    }
  }
  test(`${fix.id} takes no values of another shape`, () => {
    expect(fix.apply(samplePlan(), { host: 7, unknown: 'x' })).toBeNull();
  });
}

function findings(plan: Plan, { facts }: FixCase): Finding[] {
  const bundle = { folder: '/srv/bundle', index: sampleBundle(), problems: [] };
  return findingsOf({ plan, facts: facts?.(plan) ?? {}, bundle });
}
