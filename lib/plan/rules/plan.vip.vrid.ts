import { setRouterId } from '@/lib/plan/fixes/set-router-id';
import { drawRouterId } from '@/lib/plan/new-plan';
import { type Found, rule } from '@/lib/plan/rule';
import type { Plan } from '@/lib/plan/schema';

/** The id in keepalived's own sample configuration, and so in half of all clusters. */
const everyonesDefault = 51;

const pathOf = (entry: 'api' | 'application') => `entry.${entry}.virtualRouterId`;

/** Drawn from the plan's name, because a rule gives the same answer to the same plan; never an id that the plan uses. */
function anotherId(plan: Plan): number {
  const used = [plan.entry.api, plan.entry.application].flatMap((choice) =>
    choice.kind === 'keepalived' ? [choice.virtualRouterId] : [],
  );
  let seed = 0;
  for (const letter of plan.name) seed = (seed * 31 + letter.charCodeAt(0)) % 204;
  let id = drawRouterId(() => seed / 204);
  while (used.includes(id)) id = id === 255 ? 52 : id + 1;
  return id;
}

/** The range 1 to 255 is the schema's; here is what two routers on one network must not share. */
export const planVipVrid = rule('plan.vip.vrid', 'entry', ({ plan }) => {
  const { api, application } = plan.entry;
  const found = (['api', 'application'] as const).flatMap((entry): Found[] => {
    const choice = plan.entry[entry];
    if (choice.kind !== 'keepalived' || choice.virtualRouterId !== everyonesDefault) return [];
    const fix = setRouterId.offer({ entry, id: anotherId(plan) });
    return [{ severity: 'warn', path: pathOf(entry), values: { problem: 'default', found: everyonesDefault }, fix }];
  });
  if (api.kind !== 'keepalived' || application.kind !== 'keepalived') return found;
  if (api.virtualRouterId !== application.virtualRouterId || api.address === application.address) return found;
  const values = { problem: 'shared', found: api.virtualRouterId };
  const fix = setRouterId.offer({ entry: 'application', id: anotherId(plan) });
  return [{ severity: 'block', path: pathOf('application'), values, fix }, ...found];
});
