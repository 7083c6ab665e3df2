import { type Found, rule } from '@/lib/plan/rule';

/**
 * Passwords that anybody finds who may read rbd-system: the charts put those of MySQL and registry into RainbondCluster's spec, and
 * helm keeps its values in a secret; the built-in registry starts with a login that everybody knows. The plan can't help it.
 */
export const planRainbondPlain = rule('plan.rainbond.plain', 'rainbond', ({ plan }) => {
  const { rainbond, database, registry } = plan;
  if (rainbond.kind === 'none') return [];
  const found: Found[] = [];
  const say = (what: string, path: string) => found.push({ severity: 'info', path, values: { what } });
  if (database.kind === 'external' && database.credential !== '') say('database', 'database.credential');
  if (registry.kind === 'external' && registry.credential !== '') say('registry', 'registry.credential');
  if (registry.kind === 'built-in') say('hub', 'registry.kind');
  return found;
});
