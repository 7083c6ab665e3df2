import type { Plan } from '@/lib/plan/schema';
import { quote } from '@/lib/text/quote';
import { type Runbook, runbookSchema, type Step } from '../runbook';
import { step, stepId, waitFor } from '../step';
import { clusterStep, kubeconfigSecret } from './cluster-step';
import { namespace, release } from './names';
import type { RainbondTarget } from './target';

/** What taking Rainbond off a cluster needs to know: neither charts nor values. */
export type UninstallTarget = Pick<RainbondTarget, 'runner'> & {
  plan: Plan;
  /** Hosts from which `/opt/rainbond` is removed, too; empty: none. */
  hostFiles: string[];
};

/** Helm that an install put there, before whatever the host has. */
const ownHelm = '/var/lib/slipway/helm/helm';
/** Rainbond's own files on a host: builds, logs, the hub's data where the chart keeps them on the host. */
export const hostFolder = '/opt/rainbond';

/**
 * bash functions that print what of Rainbond is in the cluster, a line each. Only what is Rainbond's own: kinds of the group
 * rainbond.io, and cluster-wide objects of its helm release or of webhooks that lead into its namespace.
 */
export const found = `found_crds() { kubectl get customresourcedefinitions -o name | { grep '\\.rainbond\\.io$' || true; }; }
found_cluster_wide() { # objects outside of any namespace that the release made
  local kind
  for kind in clusterrolebinding clusterrole priorityclass; do
    kubectl get "$kind" -o 'go-template={{range .items}}{{$n := .metadata.name}}{{with .metadata.annotations}}{{if and (eq (printf "%s" (index . "meta.helm.sh/release-name")) "${release}") (eq (printf "%s" (index . "meta.helm.sh/release-namespace")) "${namespace}")}}{{$n}}{{"\\n"}}{{end}}{{end}}{{end}}' |
      sed "s|^|$kind/|"
  done
}
found_webhooks() { # those whose service is Rainbond's: without it every write that they look at would fail
  local kind
  for kind in validatingwebhookconfiguration mutatingwebhookconfiguration; do
    kubectl get "$kind" -o 'go-template={{range .items}}{{$n := .metadata.name}}{{range .webhooks}}{{with .clientConfig.service}}{{if eq .namespace "${namespace}"}}{{$n}}{{"\\n"}}{{end}}{{end}}{{end}}{{end}}' | sort -u |
      sed "s|^|$kind/|"
  done
}
found_namespace() { kubectl get namespace ${namespace} --ignore-not-found -o name; }
found_marks() { # node key, for annotations and labels alike
  kubectl get nodes -o 'go-template={{range .items}}{{$n := .metadata.name}}{{range $k, $v := .metadata.annotations}}annotate {{$n}} {{$k}}{{"\\n"}}{{end}}{{range $k, $v := .metadata.labels}}label {{$n}} {{$k}}{{"\\n"}}{{end}}{{end}}' |
    { grep ' rainbond\\.io/' || true; }
}
found_dns() { kubectl -n kube-system get configmap coredns --ignore-not-found -o 'jsonpath={.data.Corefile}' | { grep '^# slipway: ' || true; }; }
found_all() {
  found_namespace && found_crds && found_cluster_wide && found_webhooks && found_marks && found_dns
}`;

const phases = ['uninstall-look', 'uninstall', 'verify'];

/**
 * Takes Rainbond off a cluster: its operator first, because objects whose finalizers nobody serves would hang; then claims, while
 * their provisioner lives; then everything else. What applications have in namespaces of their own stays, and so do the data of
 * outside services, images and Kubernetes itself.
 */
export function compileUninstall(target: UninstallTarget): Runbook {
  const { plan, runner, hostFiles } = target;
  const cluster = [
    look(target),
    stopOperator(target),
    uninstallRelease(target),
    deleteNamespace(target),
    unmark(target),
  ];
  const hosts = hostFiles.map((host) => removeHostFiles(host, stepId('uninstall-namespace', { name: runner.host })));
  return runbookSchema.parse({
    formatVersion: 1,
    kind: 'uninstall-rainbond',
    plan: plan.name,
    hosts: plan.hosts
      .filter(({ name }) => name === runner.host || hostFiles.includes(name))
      .map(({ name, address, roles }) => ({ name, address, roles })),
    phases: phases.map((id) => ({ id })),
    secrets:
      runner.kubeconfig === 'secret'
        ? [{ id: kubeconfigSecret, scope: 'credential', credential: plan.kubernetes.kubeconfig, part: 'kubeconfig' }]
        : [],
    steps: [...cluster, ...hosts, verifyGone(target, hosts)],
    watch: null,
  });
}

const after = ({ runner }: UninstallTarget, action: string): string[] => [stepId(action, { name: runner.host })];

/** Into the run's log: what there was, before anything is gone. */
function look(target: UninstallTarget): Step {
  return clusterStep(target, {
    action: 'uninstall-look',
    phase: 'uninstall-look',
    needs: [],
    observe: `${found}
all=$(found_all) || exit 3
[ -z "$all" ] || exit 1`,
    act: `${found}
echo 'To be deleted:'
found_all | sed 's/^/  /'
echo 'Claims in ${namespace}, with their data where the volume is not kept:'
kubectl -n ${namespace} get persistentvolumeclaims -o 'go-template={{range .items}}  {{.metadata.name}} {{.spec.resources.requests.storage}} {{.spec.storageClassName}} {{.spec.volumeName}}{{"\\n"}}{{end}}'
echo 'Pods:'
kubectl -n ${namespace} get pods -o name | sed 's/^/  /'`,
    verify: `kubectl get --raw /readyz >/dev/null
echo 'Everything that will be deleted is in the log above'`,
    deadlineSeconds: { act: 60, verify: 30 },
    estimateSeconds: 2,
  });
}

/** bash: whether nothing is left of what `asked` prints, before and after. @param said what is true then */
const nothingLeft = (functions: string, asked: string, said: string) => ({
  observe: `${functions}
left=$(${asked}) || exit 3
[ -z "$left" ] || exit 1`,
  verify: `${functions}
left=$(${asked}) || exit 1
[ -z "$left" ] || { echo "still there: $left" >&2; exit 1; }
echo '${said}'`,
});

function stopOperator(target: UninstallTarget): Step {
  const pods = `operator_pods() { kubectl -n ${namespace} get pods -o name | { grep '^pod/rainbond-operator' || true; }; }`;
  return clusterStep(target, {
    action: 'uninstall-operator',
    phase: 'uninstall',
    needs: after(target, 'uninstall-look'),
    observe: `${pods}
${found}
left=$(found_webhooks) || exit 3
pods=$(operator_pods) || exit 3
[ -z "$left$pods" ] || exit 1`,
    act: `${pods}
${found}
${waitFor}
for deployment in $(kubectl -n ${namespace} get deployments -o name | { grep '/rainbond-operator' || true; }); do
  kubectl -n ${namespace} scale "$deployment" --replicas=0
done
stopped() { local left; left=$(operator_pods) || return 1; [ -z "$left" ] || { echo "$left"; return 1; }; }
wait_for 90 'the operator to stop' stopped
found_webhooks | xargs -r kubectl delete --ignore-not-found`,
    verify: `${pods}
${found}
left=$(found_webhooks && operator_pods) || exit 1
[ -z "$left" ] || { echo "still there: $left" >&2; exit 1; }
echo 'The operator is stopped, and no webhook leads to it'`,
    deadlineSeconds: { act: 180, verify: 30 },
    estimateSeconds: 10,
  });
}

function uninstallRelease(target: UninstallTarget): Step {
  const records = `records() { kubectl -n ${namespace} get secrets -l owner=helm,name=${release} -o name; }`;
  return clusterStep(target, {
    action: 'uninstall-release',
    phase: 'uninstall',
    needs: after(target, 'uninstall-operator'),
    ...nothingLeft(`${records}\n${found}`, 'records && found_cluster_wide', 'The release is gone'),
    act: `${records}
${found}
${waitFor}
echo 'Objects of rainbond.io: finalizers that nobody serves any more are taken off'
for crd in $(found_crds); do
  kind=\${crd#*/}
  kubectl get "$kind" --all-namespaces -o 'go-template={{range .items}}{{.metadata.namespace}} {{.metadata.name}}{{"\\n"}}{{end}}' |
    while read -r space name; do
      [ "$space" = '<no value>' ] && where=() || where=(-n "$space")
      kubectl "\${where[@]}" patch "$kind" "$name" --type=merge -p '{"metadata":{"finalizers":[]}}'
      kubectl "\${where[@]}" delete "$kind" "$name" --ignore-not-found --wait=false
    done
done
echo 'Claims, while whoever made their volumes still runs'
kubectl -n ${namespace} get deployments,statefulsets,daemonsets -o name | { grep -v provisioner || true; } |
  xargs -r kubectl -n ${namespace} delete --ignore-not-found --wait=false
gone() { local left; left=$(kubectl -n ${namespace} get pods -o name | { grep -v provisioner || true; }) || return 1; [ -z "$left" ] || { echo "$left"; return 1; }; }
wait_for 180 'pods to end' gone || echo 'Pods are still ending: their claims are deleted all the same'
kubectl -n ${namespace} delete persistentvolumeclaims --all --wait=true --timeout=120s ||
  echo 'A claim is not gone yet: the namespace takes it along'
helm=${ownHelm}
[ -x "$helm" ] || helm=$(command -v helm) || helm=
if [ -n "$helm" ] && [ -n "$(records)" ]; then
  echo 'Chart'
  "$helm" uninstall ${release} --namespace ${namespace} --no-hooks --timeout 5m || echo 'helm could not take all of it away: the rest follows'
fi
records | xargs -r kubectl -n ${namespace} delete --ignore-not-found
found_cluster_wide | xargs -r kubectl delete --ignore-not-found`,
    deadlineSeconds: { act: 900, verify: 30 },
    estimateSeconds: 60,
  });
}

function deleteNamespace(target: UninstallTarget): Step {
  return clusterStep(target, {
    action: 'uninstall-namespace',
    phase: 'uninstall',
    needs: after(target, 'uninstall-release'),
    ...nothingLeft(found, 'found_namespace && found_crds', 'Namespace and custom resource definitions are gone'),
    act: `${found}
${waitFor}
kubectl delete namespace ${namespace} --ignore-not-found --wait=false
found_crds | xargs -r kubectl delete --ignore-not-found --wait=false
gone() {
  local left
  left=$(found_namespace && found_crds) || return 1
  [ -n "$left" ] || return 0
  printf '%s\\n' "$left"
  # what Kubernetes itself says that it waits for
  kubectl get namespace ${namespace} --ignore-not-found -o 'go-template={{range .status.conditions}}{{if eq .status "True"}}{{.message}} {{end}}{{end}}'
  return 1
}
wait_for 300 'namespace ${namespace} to be gone' gone`,
    deadlineSeconds: { act: 400, verify: 30 },
    estimateSeconds: 30,
  });
}

/** Labels of Slipway itself stay: they say which roles the plan gives, with or without Rainbond. */
function unmark(target: UninstallTarget): Step {
  return clusterStep(target, {
    action: 'uninstall-marks',
    phase: 'uninstall',
    needs: after(target, 'uninstall-namespace'),
    ...nothingLeft(found, 'found_marks && found_dns', 'No node is marked, and CoreDNS answers as before'),
    act: `${found}
found_marks | while read -r verb node key; do kubectl "$verb" node "$node" "$key-"; done
if [ -n "$(found_dns)" ]; then
  work=/run/slipway/uninstall-marks
  mkdir -p "$work"
  kubectl -n kube-system get configmap coredns -o 'jsonpath={.data.Corefile}' | sed '/^# slipway begin/,/^# slipway end$/d' > "$work/Corefile"
  [ -s "$work/Corefile" ] || { echo 'Nothing would be left of the Corefile: it stays as it is' >&2; exit 1; }
  kubectl -n kube-system create configmap coredns --from-file=Corefile="$work/Corefile" --dry-run=client -o yaml | kubectl apply --server-side --force-conflicts --field-manager=slipway -f -
  kubectl -n kube-system rollout restart deployment coredns
  kubectl -n kube-system rollout status deployment coredns --timeout=120s
fi`,
    deadlineSeconds: { act: 240, verify: 30 },
    estimateSeconds: 10,
  });
}

/** What is mounted below it belongs to somebody else, and is left. */
function removeHostFiles(host: string, need: string): Step {
  const left = `left() { [ ! -d ${hostFolder} ] || find ${hostFolder} -xdev -mindepth 1 ! -type d -print -quit; }`;
  return step({
    action: 'uninstall-host-files',
    host,
    phase: 'uninstall',
    needs: [need],
    observe: `${left}
[ -z "$(left)" ] || exit 1`,
    act: `if [ -d ${hostFolder} ]; then
  du -sxh ${hostFolder} || true
  find ${hostFolder} -xdev -mindepth 1 -delete || true
  rmdir ${hostFolder} 2>/dev/null || echo '${hostFolder} itself stays: something is mounted there'
fi`,
    verify: `${left}
rest=$(left)
[ -z "$rest" ] || { echo "still there: $rest" >&2; exit 1; }
echo ${quote(`${hostFolder} has no file of its own any more`)}`,
    deadlineSeconds: { act: 600, verify: 60 },
    estimateSeconds: 5,
  });
}

function verifyGone(target: UninstallTarget, hosts: Step[]): Step {
  return clusterStep(target, {
    action: 'uninstall-verify',
    phase: 'verify',
    needs: [...after(target, 'uninstall-marks'), ...hosts.map(({ id }) => id)],
    observe: 'exit 1',
    act: "echo 'Looking for anything that is left'",
    verify: `${found}
left=$(found_all) || exit 1
[ -z "$left" ] || { echo "still there: $left" >&2; exit 1; }
${waitFor}
nodes_ready() {
  local not
  not=$(kubectl get nodes -o 'go-template={{range .items}}{{$n := .metadata.name}}{{range .status.conditions}}{{if and (eq .type "Ready") (ne .status "True")}}{{$n}} {{end}}{{end}}{{end}}') || return 1
  [ -z "$not" ] || { echo "$not"; return 1; }
}
wait_for 60 'every node to be Ready' nodes_ready
echo 'Nothing of Rainbond is left in the cluster, and every node is Ready'`,
    deadlineSeconds: { act: 30, verify: 120 },
    estimateSeconds: 3,
  });
}
