import { labelOf } from '@/lib/plan/node-networks';
import { rule } from '@/lib/plan/rule';

/** A bastion on the way to a host that lacks what it takes to pass it. */
export const planSshHop = rule('plan.ssh.hop', 'hosts', ({ plan }) =>
  plan.hosts.flatMap((host, index) =>
    (host.ssh.via ?? []).flatMap((hop, place) => {
      const lacks = hop.address === '' ? 'address' : hop.credential === '' ? 'credential' : null;
      if (lacks === null) return [];
      const values = { host: labelOf(plan, host), hop: place + 1, address: hop.address, user: hop.user, lacks };
      const path = `hosts.${index}.ssh.via.${place}.${lacks}`;
      return [{ severity: 'block' as const, hosts: [host.name], path, values }];
    }),
  ),
);
