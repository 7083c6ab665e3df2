import { etcdLayout } from './etcd-layout';
import { hostsWithRole, type Plan, type PlanSection, serviceRoleSchema } from './schema';

/**
 * Choices that a plan can hold and that no runbook carries out today. The list shrinks as runbooks come; nothing else
 * decides what is supported.
 */
export type UnsupportedChoice = {
  /** Key of its name in `findings.plan.unsupported`: letters only, because ICU selects on it. */
  choice: string;
  section: PlanSection;
  path: string;
  hosts: string[];
};

type Entry = { choice: string; section: PlanSection; path: string; chosen: (plan: Plan) => boolean };

const entries: Entry[] = [
  {
    choice: 'rke2',
    section: 'kubernetes',
    path: 'kubernetes.distribution',
    chosen: ({ kubernetes }) => kubernetes.distribution === 'rke2',
  },
  {
    choice: 'calico',
    section: 'kubernetes',
    path: 'kubernetes.cni',
    chosen: ({ kubernetes }) => kubernetes.cni === 'calico',
  },
  {
    choice: 'cilium',
    section: 'kubernetes',
    path: 'kubernetes.cni',
    chosen: ({ kubernetes }) => kubernetes.cni === 'cilium',
  },
  {
    choice: 'localStorage',
    section: 'storage',
    path: 'storage.kind',
    chosen: ({ storage }) => storage.kind === 'built-in',
  },
  {
    choice: 'nfsServer',
    section: 'storage',
    path: 'storage.kind',
    chosen: ({ storage }) => storage.kind === 'nfs-server',
  },
  {
    choice: 'ceph',
    section: 'storage',
    path: 'storage.kind',
    chosen: ({ storage }) => storage.kind === 'ceph',
  },
  {
    choice: 'rainbondEtcd',
    section: 'etcd',
    path: 'etcd.kind',
    chosen: ({ etcd }) => etcd.kind === 'built-in',
  },
  {
    choice: 'mysqlPair',
    section: 'database',
    path: 'database.kind',
    chosen: ({ database }) => database.kind === 'mysql-pair',
  },
  {
    // On a cluster that exists nothing is needed of a bundle: helm gets the chart from a repository, nodes pull images.
    choice: 'online',
    section: 'artifacts',
    path: 'artifacts.kind',
    chosen: ({ kubernetes, artifacts }) => kubernetes.distribution !== 'existing' && artifacts.kind === 'online',
  },
];

const serviceRoleNames: readonly string[] = serviceRoleSchema.options;

export function unsupported(plan: Plan): UnsupportedChoice[] {
  const choices = entries
    .filter((entry) => entry.chosen(plan))
    .map(({ choice, section, path }): UnsupportedChoice => ({ choice, section, path, hosts: [] }));
  // Where an existing cluster has its etcd is its own affair.
  if (plan.kubernetes.distribution !== 'existing' && etcdLayout(plan) === 'apart') {
    const hosts = hostsWithRole(plan, 'etcd').map((host) => host.name);
    choices.push({ choice: 'etcdApart', section: 'hosts', path: 'hosts', hosts });
  }
  plan.hosts.forEach((host, index) => {
    const found = { section: 'hosts' as const, hosts: [host.name] };
    if (host.roles.some((role) => serviceRoleNames.includes(role))) {
      choices.push({ ...found, choice: 'serviceRole', path: `hosts.${index}.roles` });
    }
  });
  return choices;
}
