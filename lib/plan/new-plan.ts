import { type Plan, planSchema, planSchemaVersion, type Role, roles } from './schema';

export const planTemplates = ['three-hosts', 'six-hosts', 'one-host', 'empty'] as const;
export type PlanTemplate = (typeof planTemplates)[number];

const controlPlane: Role[] = ['control-plane', 'etcd'];
const load: Role[] = ['worker', 'gateway', 'build'];

/** Roles of node-1, node-2, … */
const hostsOf: Record<PlanTemplate, Role[][]> = {
  'three-hosts': [[...roles], [...roles], [...roles]],
  'six-hosts': [controlPlane, controlPlane, controlPlane, load, load, load],
  'one-host': [[...roles]],
  empty: [],
};

/**
 * A new document. Addresses are empty and become findings until they are filled in.
 *
 * @param random gives a number in [0, 1): the virtual router id comes from it, because two clusters with the same id on one
 *   network take each other's address (and everyone's example says 51, so that it is never drawn).
 */
export function newPlan(name: string, template: PlanTemplate = 'empty', random: () => number = Math.random): Plan {
  return planSchema.parse({
    schemaVersion: planSchemaVersion,
    name,
    hosts: hostsOf[template].map((hostRoles, index) => ({
      name: `node-${index + 1}`,
      address: '',
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
