import { shareEntry } from '@/lib/plan/fixes/share-entry';
import { gatewaysRunApi } from '@/lib/plan/gateways-run-api';
import { rule } from '@/lib/plan/rule';
import { hostsWithRole } from '@/lib/plan/schema';

/** Rainbond without an entry is reached at its first gateway, and gone with it. */
export const planEntryNone = rule('plan.entry.none', 'entry', ({ plan }) => {
  const { api, application } = plan.entry;
  if (plan.rainbond.kind === 'none' || application.kind !== 'none') return [];
  const gateways = hostsWithRole(plan, 'gateway');
  const fix = api.kind === 'keepalived' && gatewaysRunApi(plan) ? shareEntry.offer({ address: api.address }) : null;
  const values = { host: gateways[0]?.name ?? '', gateways: gateways.length };
  return [{ severity: 'warn', path: 'entry.application.kind', values, fix }];
});
