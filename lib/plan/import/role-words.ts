import { type PlanHost, roles, serviceRoleSchema } from '../schema';

type AnyRole = PlanHost['roles'][number];

/** Names of groups and roles in the inventories of others: kubespray's, KubeKey's, RKE1's, ROI's, and usual ones. */
const words: Record<string, AnyRole> = {
  controlplane: 'control-plane',
  kubecontrolplane: 'control-plane',
  kubemaster: 'control-plane',
  master: 'control-plane',
  masters: 'control-plane',
  server: 'control-plane',
  servers: 'control-plane',
  控制平面: 'control-plane',
  kubenode: 'worker',
  kubenodes: 'worker',
  node: 'worker',
  nodes: 'worker',
  workers: 'worker',
  agent: 'worker',
  agents: 'worker',
  工作节点: 'worker',
  gateways: 'gateway',
  rbdgateway: 'gateway',
  ingress: 'gateway',
  网关: 'gateway',
  builds: 'build',
  builder: 'build',
  builders: 'build',
  chaos: 'build',
  rbdchaos: 'build',
  构建: 'build',
  nfsserver: 'nfs-primary',
};

/** The role that a word means in any of the programs that we import from; undefined for another word. */
export function roleOfWord(word: string): AnyRole | undefined {
  const plain = word
    .trim()
    .toLowerCase()
    .replace(/[\s_-]/g, '');
  const own = [...roles, ...serviceRoleSchema.options].find((role) => role.replace('-', '') === plain);
  return own ?? (Object.hasOwn(words, plain) ? words[plain] : undefined);
}
