import type { FindingValues } from './finding';
import type { Plan } from './schema';
import { type Capability, survival, toleratedByPlan } from './survival';

/** One line about the whole plan; `key` is below `plan.survival.headline`. */
export type SurvivalHeadline = {
  key: 'empty' | 'survives' | 'survivesDeclared' | 'singlePoint' | 'missing';
  values: FindingValues;
  /** Names of the hosts that take something down alone, in the plan's order. */
  hosts: string[];
};

export function survivalHeadline(plan: Plan, capabilities: Capability[] = survival(plan)): SurvivalHeadline {
  const of = plan.hosts.length;
  if (of === 0) return { key: 'empty', values: { of }, hosts: [] };
  const missing = capabilities.find(({ verdict }) => verdict === 'missing');
  if (missing)
    return {
      key: 'missing',
      values: { of, capability: missing.rule === 'quorum' ? 'etcd' : selectable(missing.id) },
      hosts: [],
    };
  const points = capabilities.flatMap(({ hosts }) => hosts);
  const hosts = plan.hosts.map(({ name }) => name).filter((name) => points.includes(name));
  if (hosts.length > 0)
    return {
      key: 'singlePoint',
      values: { of, hosts: hosts.join(', '), all: hosts.length === of ? 'yes' : 'no' },
      hosts,
    };
  const declared = capabilities.some(({ verdict }) => verdict === 'as-declared');
  return {
    key: declared ? 'survivesDeclared' : 'survives',
    values: { of, tolerates: toleratedByPlan(capabilities) },
    hosts: [],
  };
}

/** ICU selects on letters only. */
function selectable(id: Capability['id']): string {
  return id === 'kubernetes-api'
    ? 'api'
    : id === 'application-entry'
      ? 'applications'
      : id === 'workers'
        ? 'workers'
        : 'etcd';
}
