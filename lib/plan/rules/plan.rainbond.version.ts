import { rule } from '@/lib/plan/rule';

const lines = {
  '5.17': { pattern: /^5\.17\.\d{1,3}$/, example: '5.17.3' },
  '6.x': { pattern: /^6\.\d{1,3}\.\d{1,3}$/, example: '6.9.3' },
};

/** A release of the chosen line: the two have different charts. */
export const planRainbondVersion = rule('plan.rainbond.version', 'rainbond', ({ plan }) => {
  const { rainbond } = plan;
  if (rainbond.kind === 'none') return [];
  const { pattern, example } = lines[rainbond.kind];
  if (pattern.test(rainbond.version)) return [];
  const values = { found: rainbond.version, line: rainbond.kind, needed: example };
  return [{ severity: 'block', path: 'rainbond.version', values }];
});
