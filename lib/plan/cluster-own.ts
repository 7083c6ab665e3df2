import type { Plan } from './schema';

/**
 * Rules about what Slipway would install or configure. A cluster that exists has its own etcd, ranges, runtime and kubelet: nobody asks the
 * plan about them, and a fix of the plan would change nothing there.
 */
const ofMadeClusters: ReadonlySet<string> = new Set([
  'plan.bundle.containerd',
  'plan.cidr.overlap',
  'plan.cidr.size',
  'plan.cidr.valid',
  'plan.etcd.max',
  'plan.etcd.odd',
  'plan.etcd.stacked',
  'plan.host.cgroup',
  'plan.host.kernel',
  'plan.host.leftover',
  'plan.hosts.min',
  'plan.overrides.containerd',
  'plan.overrides.kubeadm',
  'plan.roles.every-host',
  'plan.versions.cni',
  'plan.versions.containerd',
  'plan.versions.etcd',
  'plan.versions.images',
]);

/** Whether a rule has anything to say of this plan's kind of cluster. */
export function isAskedOf({ kubernetes }: Plan, rule: string): boolean {
  return kubernetes.distribution !== 'existing' || !ofMadeClusters.has(rule);
}

export const rulesOfMadeClusters: readonly string[] = [...ofMadeClusters];
