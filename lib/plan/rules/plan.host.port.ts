import { portsOf } from '@/lib/plan/host-ports';
import { type Found, rule } from '@/lib/plan/rule';

/** Who listens on those ports once this plan is installed: their ports are taken because they are theirs. */
const own = /^(kube|etcd|containerd|flanneld|keepalived|calico|cilium|nginx|openresty|apisix|rbd|rke2|k3s)/;

/** A port of the host's roles that another program has: what needs it would not start, and say only "address in use". */
export const planHostPort = rule('plan.host.port', 'hosts', ({ plan, facts }) => {
  return plan.hosts.flatMap((host, index): Found[] =>
    portsOf(plan, host).flatMap(({ port, protocol, use }): Found[] => {
      // A socket without a process is the kernel's (VXLAN, NFS), or could not be looked into.
      const holder = (facts[host.name]?.listening ?? []).find(
        (each) => each.port === port && each.protocol === protocol && each.process !== '' && !own.test(each.process),
      );
      if (!holder) return [];
      const values = { host: host.name, port, protocol, found: holder.process, use };
      return [{ severity: 'block', hosts: [host.name], path: `hosts.${index}.address`, values }];
    }),
  );
});
