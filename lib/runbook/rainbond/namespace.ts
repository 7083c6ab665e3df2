import type { Step } from '../runbook';
import { clusterStep } from './cluster-step';
import { namespace } from './names';
import type { RainbondTarget } from './target';

/** Secrets come before the chart, so that its namespace does as well. */
export function rainbondNamespace(target: RainbondTarget): Step {
  const exists = `there() {
  local phase
  phase=$(kubectl get namespace ${namespace} --ignore-not-found -o 'jsonpath={.status.phase}') || return 2
  [ "$phase" = Active ] || { echo "namespace ${namespace} is \${phase:-not there}"; return 1; }
}`;
  return clusterStep(target, {
    action: 'rainbond-namespace',
    phase: 'rainbond',
    needs: target.needs,
    observe: `${exists}
command -v kubectl >/dev/null || exit 1
there >/dev/null 2>&1 || exit 1`,
    act: `${exists}
if [ "$(kubectl get namespace ${namespace} --ignore-not-found -o 'jsonpath={.status.phase}')" = Terminating ]; then
  echo 'Waiting until the namespace of an earlier Rainbond is gone'
  kubectl wait --for=delete namespace/${namespace} --timeout=240s
fi
kubectl create namespace ${namespace} --dry-run=client -o yaml | kubectl apply --server-side -f -`,
    verify: `${exists}
there`,
    deadlineSeconds: { act: 300, verify: 30 },
    estimateSeconds: 1,
  });
}
