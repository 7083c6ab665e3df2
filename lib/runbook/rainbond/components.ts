import type { Step } from '../runbook';
import { stepId, waitFor } from '../step';
import { clusterStep } from './cluster-step';
import { namespace } from './names';
import type { RainbondTarget } from './target';

/** Components without which there is no Rainbond, whatever else a chart's version brings. */
export function componentsOf({ rainbond }: RainbondTarget): string[] {
  return ['rbd-gateway', 'rbd-api', 'rbd-worker', 'rbd-chaos', 'rbd-mq', ...(rainbond.console ? ['rbd-app-ui'] : [])];
}

/**
 * bash: `components_ready`: 0 when every RbdComponent says Ready with all of its replicas, and its pods say the same now; prints those
 * that don't. The operator doesn't look again at a component that was Ready once: its status alone is what was, so pods are asked too,
 * of every component that needs some or has some here (others' may be in another namespace).
 */
export const componentsReady = (needed: string[]) => `components() { # NAME WANTED READY CONDITION
  kubectl -n ${namespace} get rbdcomponents.rainbond.io -o 'go-template={{range .items}}{{$ready := "Unknown"}}{{$have := 0}}{{with .status}}{{with .readyReplicas}}{{$have = .}}{{end}}{{range .conditions}}{{if eq .type "Ready"}}{{$ready = .status}}{{end}}{{end}}{{end}}{{.metadata.name}} {{with .spec.replicas}}{{.}}{{else}}1{{end}} {{$have}} {{$ready}}{{"\\n"}}{{end}}'
}
ready_pods() { # NAME READY of each pod
  kubectl -n ${namespace} get pods -o 'go-template={{range .items}}{{if not .metadata.deletionTimestamp}}{{$ready := "False"}}{{range .status.conditions}}{{if eq .type "Ready"}}{{$ready = .status}}{{end}}{{end}}{{if ne .status.phase "Succeeded"}}{{.metadata.name}} {{$ready}}{{"\\n"}}{{end}}{{end}}{{end}}'
}
components_ready() {
  local all pods name wanted have ready pods_ready missing=
  pods=$(ready_pods) || { echo 'The API does not answer'; return 1; }
  all=$(components) || { echo 'The API does not answer, or knows no RbdComponent'; return 1; }
  for name in ${needed.join(' ')}; do
    case $'\\n'$all in *$'\\n'"$name "*) ;; *) missing="$missing $name (not there yet)" ;; esac
  done
  while read -r name wanted have ready; do
    [ -n "$name" ] || continue
    case " ${needed.join(' ')} "$'\\n'"$pods" in
      *" $name "* | *$'\\n'"$name-"*) pods_ready=$(printf '%s\\n' "$pods" | grep -c "^$name-.* True$") || true ;;
      *) pods_ready=$have ;;
    esac
    [ "$pods_ready" -ge "$have" ] || have=$pods_ready
    if [ "$ready" != True ] || [ "$have" -lt "$wanted" ]; then missing="$missing $name ($have of $wanted)"; fi
  done <<< "$all"
  [ -z "$missing" ] || { echo "not Ready:$missing"; return 1; }
}`;

/**
 * RainbondCluster's domain for applications: the charts fix it at "", and the operator then takes one that needs a public DNS. Set
 * right after the chart, before the operator has made certificates and region-config of it.
 */
export function rainbondSuffix(target: RainbondTarget): Step | null {
  if (target.domainSuffix === '') return null;
  const set = `suffix_set() {
  local suffix
  suffix=$(kubectl -n ${namespace} get rainbondclusters.rainbond.io rainbondcluster -o 'jsonpath={.spec.suffixHTTPHost}') || return 1
  [ "$suffix" = ${target.domainSuffix} ] || { echo "RainbondCluster has suffixHTTPHost '$suffix'"; return 1; }
}`;
  return clusterStep(target, {
    action: 'rainbond-suffix',
    phase: 'rainbond',
    needs: [stepId('rainbond-helm', { name: target.runner.host })],
    observe: `${set}
suffix_set >/dev/null 2>&1 || exit 1`,
    act: `kubectl -n ${namespace} patch rainbondclusters.rainbond.io rainbondcluster --type merge -p '{"spec":{"suffixHTTPHost":"${target.domainSuffix}"}}'`,
    verify: `${set}
suffix_set || exit 1
echo 'Applications are found below ${target.domainSuffix}'`,
    deadlineSeconds: { act: 60, verify: 30 },
    estimateSeconds: 1,
  });
}

/** Everything that the chart and the operator make, until it is Ready. What stands in the way is watched meanwhile, beside it. */
export function rainbondComponents(target: RainbondTarget): Step {
  const { host } = target.runner;
  const ready = componentsReady(componentsOf(target));
  const seconds = 1800;
  return clusterStep(target, {
    action: 'rainbond-components',
    phase: 'rainbond',
    needs: [stepId(target.domainSuffix === '' ? 'rainbond-helm' : 'rainbond-suffix', { name: host })],
    observe: `${ready}
components_ready >/dev/null 2>&1 || exit 1`,
    act: `${ready}
${waitFor}
conditions() { kubectl -n ${namespace} get rainbondclusters.rainbond.io rainbondcluster -o 'go-template={{with .status}}{{range .conditions}}{{if ne .status "True"}}{{.type}}: {{.status}}{{with .message}} ({{.}}){{end}}{{"\\n"}}{{end}}{{end}}{{end}}'; }
pods() { kubectl -n ${namespace} get pods --no-headers | awk '$3 != "Running" && $3 != "Completed"'; }
if ! wait_for ${seconds} 'Rainbond' components_ready; then
  { echo 'Conditions of RainbondCluster that are not True:'; conditions; echo 'Pods that do not run:'; pods; } >&2 || true
  exit 1
fi
components`,
    verify: `${ready}
components_ready || exit 1
echo 'Every component is Ready'`,
    deadlineSeconds: { act: seconds + 60, verify: 30 },
    estimateSeconds: 210,
  });
}
