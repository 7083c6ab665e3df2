import { rule } from '@/lib/plan/rule';

export const planVipMissing = rule('plan.vip.missing', 'entry', ({ plan }) => {
  const { api, application } = plan.entry;
  return [
    { entry: 'api', choice: api },
    { entry: 'application', choice: application },
  ].flatMap(({ entry, choice }) =>
    'address' in choice && choice.address === ''
      ? [{ severity: 'block' as const, path: `entry.${entry}.address`, values: { entry, kind: choice.kind } }]
      : [],
  );
});
