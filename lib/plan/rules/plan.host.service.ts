import { type Found, rule } from '@/lib/plan/rule';

/** Units that stand in the way when they run, and how: a key that ICU can select on. */
const conflicts: Record<string, string | undefined> = {
  'docker.service': 'runtime',
  'crio.service': 'runtime',
  'firewalld.service': 'firewall',
  'ufw.service': 'firewall',
};

export const planHostService = rule('plan.host.service', 'hosts', ({ plan, facts }) => {
  return plan.hosts.flatMap((host, index): Found[] =>
    (facts[host.name]?.running ?? []).flatMap(({ unit, state }): Found[] => {
      const problem = conflicts[unit];
      if (!problem || state !== 'active') return [];
      const values = { problem, host: host.name, found: unit };
      return [{ severity: 'warn', hosts: [host.name], path: `hosts.${index}.address`, values }];
    }),
  );
});
