import { setAdvertInterval } from '@/lib/plan/fixes/set-advert-interval';
import { rule } from '@/lib/plan/rule';

/** VRRP version 2 carries the interval in whole seconds (RFC 3768 5.3.7). */
export const planVipAdvert = rule('plan.vip.advert', 'entry', ({ plan }) => {
  return (['api', 'application'] as const).flatMap((entry) => {
    const choice = plan.entry[entry];
    if (choice.kind !== 'keepalived' || choice.vrrpVersion !== 2) return [];
    const found = choice.advertIntervalSeconds;
    if (Number.isInteger(found)) return [];
    const values = { found, needed: Math.max(1, Math.round(found)) };
    const fix = setAdvertInterval.offer({ entry, seconds: values.needed });
    return [{ severity: 'block' as const, path: `entry.${entry}.advertIntervalSeconds`, values, fix }];
  });
});
