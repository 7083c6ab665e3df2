import { nameDatabases } from '@/lib/plan/fixes/name-databases';
import { type Found, rule } from '@/lib/plan/rule';

/** What the charts call them. */
const usual = { console: 'console', region: 'region' };

/**
 * Rainbond keeps two databases. 6.x leaves its own MySQL out as soon as either is given, 5.17 only when both are: with one
 * missing, a part of Rainbond has no database, or one that nobody backs up.
 */
export const planDbBoth = rule('plan.db.both', 'database', ({ plan }) => {
  if (plan.database.kind !== 'external') return [];
  const { consoleDatabase, regionDatabase } = plan.database;
  const both = { console: consoleDatabase || usual.console, region: regionDatabase || usual.region };
  const distinct = both.console === both.region ? usual : both;
  const fix = nameDatabases.offer(distinct);
  const named = [
    { field: 'consoleDatabase', found: consoleDatabase },
    { field: 'regionDatabase', found: regionDatabase },
  ];
  const wrong = named.flatMap(({ field, found }): Found[] => {
    // MySQL takes more in quotes; unquoted names are what charts and scripts pass on unharmed.
    const problem = found === '' ? 'empty' : /^[A-Za-z0-9_$]{1,64}$/.test(found) ? null : 'format';
    if (!problem) return [];
    const values = { problem, which: field, found };
    return [{ severity: 'block', path: `database.${field}`, values, fix: problem === 'empty' ? fix : null }];
  });
  if (wrong.length > 0 || consoleDatabase !== regionDatabase) return wrong;
  const values = { problem: 'same', which: 'regionDatabase', found: regionDatabase };
  return [{ severity: 'block', path: 'database.regionDatabase', values, fix }];
});
