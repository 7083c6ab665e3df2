import { declareDomain } from '@/lib/plan/fixes/declare-domain';
import { type Found, rule } from '@/lib/plan/rule';
import type { Plan } from '@/lib/plan/schema';

function declared({ domains }: Plan): Found[] {
  return domains.flatMap(({ name }, index): Found[] => {
    const problem =
      name === '' ? 'empty' : domains.findIndex((each) => each.name === name) < index ? 'duplicate' : null;
    if (!problem) return [];
    return [{ severity: 'block', path: `domains.${index}.name`, values: { problem, found: name, hosts: '' } }];
  });
}

/** Names that hosts use and the list doesn't have, each once. */
function undeclared({ domains, hosts }: Plan): Found[] {
  const known = new Set(['', ...domains.map(({ name }) => name)]);
  const unknown = [...new Set(hosts.map((host) => host.failureDomain))].filter((name) => !known.has(name));
  return unknown.map((found) => {
    const named = hosts.filter((host) => host.failureDomain === found);
    const names = named.map((host) => host.name);
    return {
      severity: 'warn',
      hosts: names,
      path: `hosts.${hosts.findIndex((host) => host.failureDomain === found)}.failureDomain`,
      values: { problem: 'unknown', found, hosts: names.join(', ') },
      fix: declareDomain.offer({ name: found }),
    };
  });
}

/** A domain's name is its key: hosts name it, and what it survives is counted by it. */
export const planDomainsValid = rule('plan.domains.valid', 'hosts', ({ plan }) => {
  const homeless = plan.hosts.filter((host) => host.failureDomain === '').map((host) => host.name);
  const partly: Found[] =
    homeless.length > 0 && homeless.length < plan.hosts.length
      ? [{ severity: 'info', hosts: homeless, values: { problem: 'partly', found: '', hosts: homeless.join(', ') } }]
      : [];
  return [...declared(plan), ...undeclared(plan), ...partly];
});
