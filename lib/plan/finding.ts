import type { PlanSection } from './schema';

/** A text of the catalogue `messages/<language>/findings.json` by id, with the values it quotes. */
export type FindingValues = Record<string, string | number>;

/**
 * The one shape for everything the product says about a plan or a host. `id` is the rule's id and the key of its
 * message; `values` hold what was found and what is needed; `subject` says where (host names, or a path in the plan such as
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
};
