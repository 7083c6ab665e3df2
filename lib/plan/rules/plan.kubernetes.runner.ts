import { type Found, rule } from '@/lib/plan/rule';
import { runnerOf } from '@/lib/plan/ssh-hosts';

/**
 * helm runs on a host and never in the console: to put Rainbond on a cluster that exists, one node with SSH is needed. So is one that the API
 * is reached through. To look at a cluster directly, none is.
 */
export const planKubernetesRunner = rule('plan.kubernetes.runner', 'kubernetes', ({ plan }): Found[] => {
  const { distribution, runner, apiThroughSsh } = plan.kubernetes;
  if (distribution !== 'existing') return [];
  const path = 'kubernetes.runner';
  if (runner !== '' && !runnerOf(plan))
    return [{ severity: 'block', path, values: { problem: 'unknown', found: runner } }];
  if (runner !== '') return [];
  if (apiThroughSsh) return [{ severity: 'block', path, values: { problem: 'through', found: '' } }];
  if (plan.rainbond.kind !== 'none') return [{ severity: 'block', path, values: { problem: 'helm', found: '' } }];
  return [];
});
