import type { BundleReading } from './bundle-reading';
import type { KnownCredential } from './credential-problem';
import type { FactsByHost } from './facts';
import type { Finding, FindingFix, FindingValues } from './finding';
import type { Plan, PlanSection } from './schema';

export type RuleContext = {
  plan: Plan;
  facts: FactsByHost;
  /** Null while the folder has not been read (the editor before the server answered). */
  bundle: BundleReading | null;
  /** The console's credentials; absent or null where nobody may say (the command line, who may not read them). */
  credentials?: readonly KnownCredential[] | null;
};

export type Rule = { id: string; check: (context: RuleContext) => Finding[] };

/** What a rule says beside its id: everything has a default but the severity. */
export type Found = {
  severity: Finding['severity'];
  hosts?: string[];
  path?: string;
  values?: FindingValues;
  /** When another section than the rule's own can fix it. */
  section?: PlanSection;
  /** Null where this plan leaves no mechanical way out. */
  fix?: FindingFix | null;
};

/** A rule that owns one section of the editor; `check` only says what it found. */
export function rule(id: string, section: PlanSection, check: (context: RuleContext) => Found[]): Rule {
  return {
    id,
    check: (context) =>
      check(context).map((found) => ({
        id,
        severity: found.severity,
        section: found.section ?? section,
        hosts: found.hosts ?? [],
        ...(found.path === undefined ? {} : { path: found.path }),
        values: found.values ?? {},
        ...(found.fix ? { fix: found.fix } : {}),
      })),
  };
}
