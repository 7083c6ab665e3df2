import type { FindingFix } from '@/lib/plan/finding';
import { setSharedVolumes } from '@/lib/plan/fixes/set-shared-volumes';
import { singleConsole } from '@/lib/plan/fixes/single-console';
import { type Found, rule } from '@/lib/plan/rule';
import type { Plan } from '@/lib/plan/schema';
import { storageClassOf } from '@/lib/plan/storage-class';

/**
 * Replicas of the console live apart only when all of them reach one database and one volume: the claim
 * `rbd-app-ui-data` otherwise pins them to one host, however many they are.
 */
function obstaclesOf(plan: Plan): { problem: string; fix: FindingFix }[] {
  const { rainbond, database } = plan;
  const storage = storageClassOf(plan);
  const obstacles: { problem: string; fix: FindingFix }[] = [];
  if (database.kind === 'built-in') obstacles.push({ problem: 'database', fix: singleConsole.offer({}) });
  if (!storage?.shared) obstacles.push({ problem: storage ? 'oneNode' : 'storage', fix: singleConsole.offer({}) });
  else if (rainbond.kind === '6.x' && !rainbond.sharedVolumes) {
    obstacles.push({ problem: 'volumes', fix: setSharedVolumes.offer({ shared: 'yes' }) });
  }
  return obstacles;
}

export const planRainbondConsole = rule('plan.rainbond.console', 'rainbond', ({ plan }) => {
  const { rainbond } = plan;
  if (rainbond.kind === 'none' || !rainbond.console || rainbond.consoleReplicas < 2) return [];
  return obstaclesOf(plan).map(
    ({ problem, fix }): Found => ({
      severity: 'warn',
      path: 'rainbond.consoleReplicas',
      values: { problem, found: rainbond.consoleReplicas },
      fix,
    }),
  );
});
