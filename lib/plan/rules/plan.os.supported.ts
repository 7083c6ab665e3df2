import { distributions, isListedOs, osFamilyOf } from '@/lib/plan/os-family';
import { rule } from '@/lib/plan/rule';

/** Without a family there are no package names and commands; an unlisted version of a known one may work. */
export const planOsSupported = rule('plan.os.supported', 'hosts', ({ plan, facts }) => {
  return plan.hosts.flatMap((host, index) => {
    const os = facts[host.name]?.os;
    if (!os || isListedOs(os)) return [];
    const family = osFamilyOf(os);
    const values = {
      problem: family === null ? 'family' : 'version',
      host: host.name,
      found: os.prettyName || `${os.id} ${os.versionId}`,
      family: family ?? '',
      needed: distributions.map(({ id, versions }) => `${id} ${versions.join('/')}`).join(', '),
    };
    const severity = family === null ? ('block' as const) : ('warn' as const);
    return [{ severity, hosts: [host.name], path: `hosts.${index}.address`, values }];
  });
});
