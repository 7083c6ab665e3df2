import { storageClassOf } from '@/lib/plan/storage-class';
import type { Step } from '../runbook';
import { stepId, waitFor } from '../step';
import { clusterStep } from './cluster-step';
import { namespace } from './names';
import type { RainbondTarget } from './target';

const component = 'rbd-app-ui';

/** Whether two replicas of the console can live on two hosts: their one volume must be mountable on both. */
export function consoleCanSpread({ plan, rainbond }: RainbondTarget): boolean {
  const shared = storageClassOf(plan)?.shared ?? false;
  return shared && (rainbond.kind === '5.17' || rainbond.sharedVolumes);
}

/**
 * The console's replicas: the charts fix one. Raised once the first is Ready, because its first start makes the tables of the
 * database. The operator puts no two of them apart: where all came to one host, one is made again until they are not.
 */
export function rainbondConsole(target: RainbondTarget): Step | null {
  const { rainbond } = target;
  if (!rainbond.console || rainbond.consoleReplicas < 2) return null;
  const replicas = rainbond.consoleReplicas;
  const hosts = consoleCanSpread(target)
    ? Math.min(2, target.nodes.filter(({ images }) => images).length || target.nodes.length)
    : 1;
  const state = `replicas() { kubectl -n ${namespace} get rbdcomponents.rainbond.io ${component} -o 'jsonpath={.spec.replicas}'; }
pods() { # NAME NODE READY of those that are not on their way out
  kubectl -n ${namespace} get pods -o 'go-template={{range .items}}{{if not .metadata.deletionTimestamp}}{{$ready := "False"}}{{range .status.conditions}}{{if eq .type "Ready"}}{{$ready = .status}}{{end}}{{end}}{{.metadata.name}} {{.spec.nodeName}} {{$ready}}{{"\\n"}}{{end}}{{end}}' | grep '^${component}-' || true
}
raised() {
  local have
  have=$(replicas) || return 1
  [ "$have" = ${replicas} ] || { echo "RbdComponent ${component} wants $have replicas"; return 1; }
}
all_ready() {
  local have
  raised || return 1
  have=$(pods | grep -c ' True$') || true
  [ "$have" -ge ${replicas} ] || { echo "$have of ${replicas} replicas of the console are ready"; return 1; }
}
spread() {
  local hosts
  all_ready || return 1
  hosts=$(pods | awk '$3 == "True" { print $2 }' | sort -u | wc -l)
  [ "$hosts" -ge ${hosts} ] || { echo "all replicas of the console are on $(pods | awk '{ print $2; exit }')"; return 1; }
}`;
  return clusterStep(target, {
    action: 'rainbond-console',
    phase: 'rainbond',
    needs: [stepId('rainbond-components', { name: target.runner.host })],
    observe: `${state}
spread >/dev/null 2>&1 || exit 1`,
    act: `${state}
${waitFor}
kubectl -n ${namespace} patch rbdcomponents.rainbond.io ${component} --type merge -p '{"spec":{"replicas":${replicas}}}'
wait_for 600 'the replicas of the console' all_ready
for try in 1 2 3; do
  said=$(spread) && break
  echo "$said; making one of them again (try $try)"
  kubectl -n ${namespace} delete pod "$(pods | awk '{ name = $1 } END { print name }')" --wait=false
  sleep 5
  wait_for 300 'the replicas of the console' all_ready
done
spread`,
    verify: `${state}
spread || exit 1
# an operator that sets it back does so within a reconcile
sleep 20
spread || exit 1
echo '${replicas} replicas of the console on ${hosts === 1 ? 'the host of their volume' : `at least ${hosts} hosts`}, and they stay'`,
    deadlineSeconds: { act: 1800, verify: 90 },
    estimateSeconds: 60,
  });
}
