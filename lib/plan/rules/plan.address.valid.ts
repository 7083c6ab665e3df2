import { isDnsName } from '@/lib/plan/host-name';
import { isHostAddress, looksNumeric, parseIpv4 } from '@/lib/plan/ipv4';
import { labelOf } from '@/lib/plan/node-networks';
import { rule } from '@/lib/plan/rule';
import type { PlanHost } from '@/lib/plan/schema';

type Problem = { field: 'address' | 'internalAddress'; problem: string };

function problemsOf(host: PlanHost): Problem[] {
  const problems: Problem[] = [];
  const outside = parseIpv4(host.address);
  if (host.address === '') problems.push({ field: 'address', problem: 'empty' });
  else if (outside !== null && !isHostAddress(outside)) problems.push({ field: 'address', problem: 'special' });
  else if (host.address.includes(':')) problems.push({ field: 'address', problem: 'ipv6' });
  else if (outside === null && (looksNumeric(host.address) || !isDnsName(host.address))) {
    problems.push({ field: 'address', problem: 'format' });
  } else if (outside === null && host.internalAddress === '') {
    problems.push({ field: 'internalAddress', problem: 'internalNeeded' });
  }
  if (host.internalAddress !== '') {
    const inside = parseIpv4(host.internalAddress);
    if (host.internalAddress.includes(':')) problems.push({ field: 'internalAddress', problem: 'ipv6' });
    else if (inside === null) problems.push({ field: 'internalAddress', problem: 'internalFormat' });
    else if (!isHostAddress(inside)) problems.push({ field: 'internalAddress', problem: 'special' });
  }
  return problems;
}

/** An address is IPv4, or a DNS name together with an IPv4 address for inside: nodes talk by address. */
export const planAddressValid = rule('plan.address.valid', 'hosts', ({ plan }) => {
  return plan.hosts.flatMap((host, index) =>
    problemsOf(host).map(({ field, problem }) => ({
      severity: 'block' as const,
      hosts: [host.name],
      path: `hosts.${index}.${field}`,
      values: { problem, found: host[field], host: labelOf(plan, host) },
    })),
  );
});
