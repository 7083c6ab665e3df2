import { expect, test } from 'vitest';
import type { BundleReading } from '@/lib/plan/bundle-reading';
import type { KnownCredential } from '@/lib/plan/credential-problem';
import type { FactsByHost } from '@/lib/plan/facts';
import type { Finding } from '@/lib/plan/finding';
import type { PlanTemplate } from '@/lib/plan/new-plan';
import type { Rule } from '@/lib/plan/rule';
import { sampleBundle, samplePlan } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { strictTranslator } from '@/lib/plan/testing-texts';
import en from '@/messages/en/findings.json';
import zh from '@/messages/zh/findings.json';

/** A change to the finished sample plan, with what else the rule may look at. */
export type Case = {
  title: string;
  template?: PlanTemplate;
  plan?: (plan: Plan) => void;
  facts?: (plan: Plan) => FactsByHost;
  bundle?: BundleReading | null;
  credentials?: KnownCredential[];
};

type Expected = Omit<Finding, 'id' | 'section' | 'hosts' | 'fix'> & {
  hosts?: string[];
  section?: Finding['section'];
  /** Id of the fix that it offers; what that fix yields is in the test beside the fix. */
  fix?: string;
};

const translators = [strictTranslator('en', en), strictTranslator('zh', zh)];

/** Throws when the catalogue lacks the finding, or its text asks for a value that the finding doesn't hold. */
export function textsOf(finding: Finding): string[] {
  const keys = [`${finding.id}.title`, `${finding.id}.detail`];
  return translators.flatMap((translate) => keys.map((key) => translate(key, finding.values)));
}

/** One test for each case: an accepted one gives nothing, a rejected one exactly its findings, each with both texts. */
export function testRule(rule: Rule, cases: { accepted: Case[]; rejected: (Case & { findings: Expected[] })[] }) {
  for (const accepted of cases.accepted) {
    test(`accepted: ${accepted.title}`, () => {
      expect(findingsFor(rule, accepted)).toEqual([]);
    });
  }
  for (const rejected of cases.rejected) {
    test(`rejected: ${rejected.title}`, () => {
      const found = findingsFor(rule, rejected);
      const stated = rejected.findings.map((expected, index) => ({
        id: rule.id,
        section: found[index]?.section,
        hosts: [],
        ...expected,
      }));
      expect(found.map(({ fix, ...rest }) => ({ ...rest, ...(fix ? { fix: fix.id } : {}) }))).toEqual(stated);
      for (const text of found.flatMap(textsOf)) expect(text).toMatch(/\S/);
    });
  }
}

function findingsFor(rule: Rule, { template, plan: change, facts, bundle, credentials }: Case): Finding[] {
  const plan = samplePlan(change, template);
  const reading = bundle === undefined ? { folder: '/srv/bundle', index: sampleBundle(), problems: [] } : bundle;
  return rule.check({ plan, facts: facts?.(plan) ?? {}, bundle: reading, credentials });
}
