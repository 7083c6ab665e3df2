import { dropRole } from '@/lib/plan/fixes/drop-role';
import { labelOf } from '@/lib/plan/node-networks';
import { type Found, rule } from '@/lib/plan/rule';
import { hostsWithRole } from '@/lib/plan/schema';

/** The API on the applications' entry arrives at gateways: each of them has to be a control plane, or 6443 leads nowhere there. */
export const planEntryShared = rule('plan.entry.shared', 'entry', ({ plan }) => {
  if (plan.entry.api.kind !== 'application-entry') return [];
  const path = 'entry.api.kind';
  const say = (problem: string) => [{ severity: 'block' as const, path, values: { problem, host: '' } }];
  if (plan.entry.application.kind === 'none') return say('none');
  const gateways = hostsWithRole(plan, 'gateway');
  if (gateways.length === 0) return say('noGateway');
  const both = gateways.some((host) => host.roles.includes('control-plane'));
  return gateways.flatMap((host): Found[] =>
    host.roles.includes('control-plane')
      ? []
      : [
          {
            severity: 'block',
            path,
            hosts: [host.name],
            values: { problem: 'gateway', host: labelOf(plan, host) },
            fix: both && host.roles.length > 1 ? dropRole.offer({ host: host.name, role: 'gateway' }) : null,
          },
        ],
  );
});
