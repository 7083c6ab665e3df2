import { type FailureDomain, type Plan, planSchema, planSchemaVersion, type Role, roles } from './schema';

export const planTemplates = ['three-hosts', 'six-hosts', 'nine-hosts', 'one-host', 'empty'] as const;
export type PlanTemplate = (typeof planTemplates)[number];

const controlPlane: Role[] = ['control-plane', 'etcd'];
const load: Role[] = ['worker', 'gateway', 'build'];
const racks: FailureDomain[] = ['A', 'B', 'C'].map((name) => ({ name, kind: 'rack' }));

/** Three of each kind of host, one in each rack. */
const threeOf = (...kinds: Role[][]): Role[][] => kinds.flatMap((kind) => racks.map(() => kind));

/** Roles of node-1, node-2, … */
const hostsOf: Record<PlanTemplate, Role[][]> = {
  'three-hosts': threeOf([...roles]),
  'six-hosts': threeOf(controlPlane, load),
  'nine-hosts': threeOf(['control-plane'], ['etcd'], load),
  'one-host': [[...roles]],
  empty: [],
};

/**
 * A new document. Addresses are empty and become findings until they are filled in. Several hosts are spread over three
 * racks: with three etcd members, two racks would leave a majority in one.
 *
 * @param random gives a number in [0, 1): the virtual router id comes from it, because two clusters with the same id on one
 *   network take each other's address (and everyone's example says 51, so that it is never drawn).
 */
export function newPlan(name: string, template: PlanTemplate = 'empty', random: () => number = Math.random): Plan {
  const hosts = hostsOf[template];
  const domains = hosts.length >= racks.length ? racks : [];
  return planSchema.parse({
    schemaVersion: planSchemaVersion,
    name,
    domains,
    hosts: hosts.map((hostRoles, index) => ({
      name: `node-${index + 1}`,
      address: '',
      failureDomain: domains[index % racks.length]?.name ?? '',
      roles: hostRoles,
    })),
    entry: {
      api: template === 'one-host' ? { kind: 'host' } : { kind: 'keepalived', virtualRouterId: drawRouterId(random) },
      application: { kind: 'none' },
    },
  });
}

/** From 52 to 255. */
export function drawRouterId(random: () => number): number {
  return 52 + Math.floor(random() * 204);
}
