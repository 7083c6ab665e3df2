import { rule } from '@/lib/plan/rule';

/** The id in keepalived's own sample configuration, and so in half of all clusters. */
const everyonesDefault = 51;

const pathOf = (entry: string) => `entry.${entry}.virtualRouterId`;

/** The range 1 to 255 is the schema's; here is what two routers on one network must not share. */
export const planVipVrid = rule('plan.vip.vrid', 'entry', ({ plan }) => {
  const { api, application } = plan.entry;
  const found = [
    { entry: 'api', choice: api },
    { entry: 'application', choice: application },
  ].flatMap(({ entry, choice }) =>
    choice.kind === 'keepalived' && choice.virtualRouterId === everyonesDefault
      ? [{ severity: 'warn' as const, path: pathOf(entry), values: { problem: 'default', found: everyonesDefault } }]
      : [],
  );
  if (api.kind !== 'keepalived' || application.kind !== 'keepalived') return found;
  if (api.virtualRouterId !== application.virtualRouterId || api.address === application.address) return found;
  const values = { problem: 'shared', found: api.virtualRouterId };
  return [{ severity: 'block' as const, path: pathOf('application'), values }, ...found];
});
