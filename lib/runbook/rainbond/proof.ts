import type { Step } from '../runbook';
import { waitFor } from '../step';
import { clusterStep } from './cluster-step';
import { componentsOf, componentsReady } from './components';
import type { RainbondTarget } from './target';

/** Every component is Ready at the end, after everything that was changed since it was first. */
export function rainbondReady(target: RainbondTarget, needs: string[]): Step {
  const ready = componentsReady(componentsOf(target));
  return clusterStep(target, {
    action: 'rainbond-ready',
    phase: 'proof',
    needs,
    observe: `${ready}
components_ready >/dev/null 2>&1 || exit 1`,
    act: `${ready}
${waitFor}
wait_for 300 'all components' components_ready`,
    verify: `${ready}
components_ready || exit 1
components`,
    deadlineSeconds: { act: 330, verify: 30 },
    estimateSeconds: 1,
  });
}
