import type { z } from 'zod';
import { type Plan, type PlanHost, planSchema, planSchemaVersion, type Role, roles, type ServiceRole } from '../schema';

/** `all`: the five roles; `cp`: control plane and etcd; `load`: worker, gateway and build; else a role's own name. */
const shorthands: Record<string, PlanHost['roles']> = {
  all: [...roles],
  cp: ['control-plane', 'etcd'],
  load: ['worker', 'gateway', 'build'],
  nfs: ['nfs-primary'],
  copy: ['nfs-secondary'],
};

const rolesOf = (text: string): PlanHost['roles'] =>
  text.split(' ').flatMap((word) => shorthands[word] ?? [word as Role | ServiceRole]);

/** The sections of a plan as they are before their defaults are filled in. */
export type Sections = Partial<z.input<typeof planSchema>>;

/**
 * A plan of hosts node-1 (10.0.0.11), node-2 (10.0.0.12), …, its Kubernetes API behind a virtual address.
 *
 * @param hosts the roles of each, in shorthand, with its failure domain behind an @: `cp worker @rack-a`
 */
export function buildPlan(hosts: string[], sections: Sections = {}): Plan {
  return planSchema.parse({
    schemaVersion: planSchemaVersion,
    name: 'prod',
    hosts: hosts.map((text, index) => {
      const [words = '', failureDomain = ''] = text.split(' @');
      return {
        name: `node-${index + 1}`,
        address: `10.0.0.${11 + index}`,
        failureDomain,
        roles: rolesOf(words),
      };
    }),
    entry: { api: vip(), application: { kind: 'none' } },
    ...sections,
  });
}

/** One advert a second: takes over in 3 to 4 s. */
export const vip = () => ({
  kind: 'keepalived' as const,
  address: '10.0.0.100',
  virtualRouterId: 87,
  advertIntervalSeconds: 1,
});

/** Rainbond 6.x with everything that it keeps outside the cluster: nothing of its own is on a host. */
export const outside = {
  entry: { api: { kind: 'application-entry' as const }, application: vip() },
  storage: { kind: 'external-nfs' as const, server: '10.0.9.1', path: '/srv' },
  registry: { kind: 'external' as const, address: 'registry.corp.example' },
  database: { kind: 'external' as const, host: '10.0.9.3' },
  rainbond: { kind: '6.x' as const },
};
