import { rule } from '@/lib/plan/rule';
import { kubernetesMinor } from '@/lib/plan/version';

/**
 * Minors of Kubernetes that a line of Rainbond is made for: the chart of 5.17 says 1.19 to 1.27, 6.x needs 1.30 or newer and was seen
 * working on 1.36.3. Nobody tries every pair: a person may keep one that is outside, and say why (`accepting.ts`).
 */
const windows = {
  '5.17': { oldest: 19, newest: 27 },
  '6.x': { oldest: 30, newest: 36 },
} as const;

export const planVersionsMatrix = rule('plan.versions.matrix', 'rainbond', ({ plan }) => {
  const { rainbond, kubernetes } = plan;
  const minor = kubernetesMinor(kubernetes.version);
  if (rainbond.kind === 'none' || minor === null) return [];
  const { oldest, newest } = windows[rainbond.kind];
  if (minor >= oldest && minor <= newest) return [];
  const values = {
    rainbond: rainbond.version,
    found: kubernetes.version,
    oldest: `1.${oldest}`,
    newest: `1.${newest}`,
  };
  return [{ severity: 'block', path: 'rainbond.version', values }];
});
