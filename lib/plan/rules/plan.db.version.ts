import { rule } from '@/lib/plan/rule';

/** Rainbond 6.x's documentation asks for MySQL 8.0; 5.17 takes 5.7 as well. */
export const planDbVersion = rule('plan.db.version', 'database', ({ plan }) => {
  const { database, rainbond } = plan;
  if (database.kind !== 'external' || rainbond.kind !== '6.x' || database.version !== '5.7') return [];
  return [
    {
      severity: 'block',
      path: 'database.version',
      values: { found: database.version, needed: '8.0', rainbond: rainbond.version },
    },
  ];
});
