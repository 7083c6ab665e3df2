import type { Plan } from '@/lib/plan/schema';
import { buildPlan, vip } from '@/lib/plan/testing/build-plan';

/**
 * A plan of many hosts in racks of ten, as unlike each other as a sensible plan has them: control planes apart, gateways,
 * builders, an NFS pair and a MySQL pair. Hosts that stand in the same requirements are counted together, so that a plan of equals
 * would measure nothing.
 */
export function largePlan(hosts: number, name = `hosts-${hosts}`): Plan {
  const roles = Array.from({ length: hosts }, (_, index) => `${rolesAt(index)} @Rack ${1 + Math.floor(index / 10)}`);
  const plan = buildPlan(roles, {
    name,
    entry: {
      api: { ...vip(), address: '10.9.0.100' },
      application: { ...vip(), address: '10.9.0.101', virtualRouterId: 88 },
    },
    storage: { kind: 'nfs-server', mode: 'primary-secondary' },
    database: { kind: 'mysql-pair' },
    registry: { kind: 'built-in' },
    rainbond: { kind: '6.x' },
  });
  return {
    ...plan,
    hosts: plan.hosts.map((host, index) => ({
      ...host,
      address: `10.9.${1 + Math.floor(index / 200)}.${1 + (index % 200)}`,
    })),
  };
}

function rolesAt(index: number): string {
  if (index < 5) return index < 2 ? 'cp gateway' : 'cp';
  const service = ['nfs', 'copy', 'mysql-primary', 'mysql-replica'][index - 5];
  const load = ['worker', 'worker gateway', 'worker build', 'worker gateway build'][index % 4] ?? '';
  return service ? `${load} ${service}` : load;
}
