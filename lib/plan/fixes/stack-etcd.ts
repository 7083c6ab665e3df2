import { z } from 'zod';
import { fix } from './fix';

/** etcd on every control plane and nowhere else. A host that did nothing but etcd would be left without a role: it keeps a worker's. */
export const stackEtcd = fix('stack-etcd', z.strictObject({}), (plan) => {
  const before = JSON.stringify(plan.hosts);
  for (const host of plan.hosts) {
    const others = host.roles.filter((role) => role !== 'etcd');
    if (host.roles.includes('control-plane')) {
      if (!host.roles.includes('etcd')) host.roles.splice(host.roles.indexOf('control-plane') + 1, 0, 'etcd');
    } else if (others.length < host.roles.length) {
      host.roles = others.length > 0 ? others : ['worker'];
    }
  }
  return JSON.stringify(plan.hosts) !== before;
});
