import type { PlanSection } from './schema';

/**
 * What the texts of a finding quote. The catalogue `messages/<language>/findings.json` holds two texts by rule id:
 * `<id>.title` (what is wrong, one line) and `<id>.detail` (found, needed, what to do).
 */
export type FindingValues = Record<string, string | number>;

/**
 * A change to the plan that takes the finding away. `id` names one of `fixes/` and its title `fixes.<id>` in the
 * catalogue, which quotes `values`; `applyFix` makes the changed plan.
 */
export type FindingFix = { id: string; values: FindingValues };

/**
 * The one shape for everything the product says about a plan or a host. `id` is the rule's id and the key of its
 * messages; `values` hold what was found and what is needed; `subject` says where (host names, or a path in the plan such as
 * `hosts.1.address`); `section` is the editor's step that can fix it.
 */
export type Finding = {
  id: string;
  severity: 'block' | 'warn' | 'info';
  section: PlanSection;
  /** Hosts (by name) that it is about; empty when it is about the plan. */
  hosts: string[];
  /** Path of the field in the plan document, for showing it at its field: `hosts.1.address`. */
  path?: string;
  values: FindingValues;
  /** Where the way out is mechanical. */
  fix?: FindingFix;
};
