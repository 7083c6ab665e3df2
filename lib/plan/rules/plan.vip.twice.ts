import { shareEntry } from '@/lib/plan/fixes/share-entry';
import { gatewaysRunApi } from '@/lib/plan/gateways-run-api';
import { rule } from '@/lib/plan/rule';

/** One address in two VRRP instances: each moves it by its own, and two hosts hold it at once. */
export const planVipTwice = rule('plan.vip.twice', 'entry', ({ plan }) => {
  const { api, application } = plan.entry;
  if (api.kind !== 'keepalived' || application.kind !== 'keepalived') return [];
  if (api.address === '' || api.address !== application.address) return [];
  const shareable = gatewaysRunApi(plan);
  const fix = shareable ? shareEntry.offer({ address: api.address }) : null;
  const values = { found: api.address, shareable: shareable ? 'yes' : 'no' };
  return [{ severity: 'block', path: 'entry.api.address', values, fix }];
});
