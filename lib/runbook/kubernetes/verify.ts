import { quote } from '@/lib/text/quote';
import type { Context, Target } from '../context';
import { apiReady, etcdFunctions } from '../health';
import type { Step } from '../runbook';
import { file, step, stepId, waitFor } from '../step';
import { flannelImage } from './flannel';

/** A step that changes nothing: `check` (a bash function `proved`) is observed once, and waited for otherwise. */
function proof(action: string, host: Target, needs: string[], what: string, seconds: number, define: string): Step {
  return step({
    action,
    host: host.name,
    phase: 'verify',
    needs,
    observe: `${define}
proved >/dev/null 2>&1 || exit 1`,
    act: `${define}
${waitFor}
wait_for ${seconds} ${quote(what)} proved`,
    verify: `${define}
proved`,
    deadlineSeconds: { act: seconds + 30, verify: 60 },
    estimateSeconds: 5,
  });
}

const joinOf = ({ first }: Context, host: Target) =>
  host === first ? stepId('kubeadm-init', first) : stepId(host.controlPlane ? 'join-finish' : 'join-worker', host);

/** Every node of the plan Ready; every pod that belongs to the cluster itself Ready, CoreDNS and flannel among them. */
export function verifyNodes(context: Context): Step {
  const names = context.hosts.map(({ name }) => quote(name)).join(' ');
  return proof(
    'verify-nodes',
    context.first,
    [
      ...context.hosts.flatMap((host) => [joinOf(context, host), stepId('images-node', host)]),
      stepId('flannel', context.first),
    ],
    'all nodes and system pods',
    300,
    `proved() {
  local nodes pods name
  nodes=$(kubectl get nodes -o 'jsonpath={range .items[*]}{.metadata.name}={.status.conditions[?(@.type=="Ready")].status}{"\\n"}{end}') || return 1
  for name in ${names}; do
    printf '%s\\n' "$nodes" | grep -qxF "$name=True" || { echo "node $name is not Ready"; return 1; }
  done
  for name in kube-system kube-flannel; do
    pods=$(kubectl -n "$name" get pods -o 'jsonpath={range .items[*]}{.metadata.name}={.status.conditions[?(@.type=="Ready")].status}{"\\n"}{end}') || return 1
    [ -n "$pods" ] || { echo "no pod in $name"; return 1; }
    pods=$(printf '%s\\n' "$pods" | grep -v '=True$' | paste -sd' ' || true)
    [ -z "$pods" ] || { echo "not Ready: $pods"; return 1; }
  done
  name=$(kubectl -n kube-system get deployment coredns -o 'jsonpath={.status.readyReplicas}') || return 1
  [ "\${name:-0}" -ge 1 ] || { echo 'CoreDNS has no ready replica'; return 1; }
  echo ${quote(`${context.hosts.length} nodes and all system pods are Ready`)}
}`,
  );
}

/** Each control plane's etcd is a voting member and answers for itself. */
export function verifyEtcd(context: Context): Step {
  const { first, controlPlanes } = context;
  const addresses = controlPlanes.map(({ address }) => address).join(' ');
  const last = controlPlanes.at(-1) ?? first;
  return proof(
    'verify-etcd',
    first,
    [last === first ? stepId('kubeadm-init', first) : stepId('join-etcd', last)],
    'the votes of all etcd members',
    120,
    `${etcdFunctions}
proved() {
  local members address
  members=$(etcd_members ${first.address}) || { echo 'etcd does not answer'; return 1; }
  for address in ${addresses}; do
    printf '%s\\n' "$members" | grep -q " voter started https://$address:2380$" || { echo "etcd member of $address does not vote"; return 1; }
    etcd_votes "$address" || return 1
  done
  [ "$(printf '%s\\n' "$members" | wc -l)" = ${controlPlanes.length} ] || { echo 'etcd has other members as well:'; printf '%s\\n' "$members"; return 1; }
}`,
  );
}

/** The API at the plan's address, asked from this host. */
export function verifyApi(context: Context, host: Target): Step {
  const { address, port } = context.endpoint;
  return proof(
    'verify-api',
    host,
    [joinOf(context, host), ...(context.vip ? [stepId('keepalived', context.first)] : [])],
    'the API',
    60,
    `${apiReady}
proved() { api_ready ${quote(`${address}:${port}`)}; }`,
  );
}

const namespace = 'slipway-verify';

/** One small server on each node; `nc` and `sh` are in the busybox of Alpine and of Debian. */
function probes(image: string): string {
  return `apiVersion: v1
kind: Namespace
metadata:
  name: ${namespace}
---
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: probe
  namespace: ${namespace}
spec:
  selector: {matchLabels: {app: probe}}
  template:
    metadata: {labels: {app: probe}}
    spec:
      terminationGracePeriodSeconds: 0
      automountServiceAccountToken: false
      tolerations: [{operator: Exists}]
      containers:
      - name: probe
        image: ${JSON.stringify(image)}
        imagePullPolicy: IfNotPresent
        command: [/bin/sh, -c, 'while :; do echo "$NODE" | nc -l -p 8080; done']
        env: [{name: NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}]
---
apiVersion: v1
kind: Service
metadata:
  name: probe
  namespace: ${namespace}
spec:
  selector: {app: probe}
  ports: [{port: 8080}]
`;
}

/**
 * A pod on each node reaches the pod on each other node by address, and a Service by name. The probes are removed again;
 * what stays is a ConfigMap that says for which nodes this was proved, so that the next run need not do it again.
 */
export function verifyNetwork(context: Context): Step {
  const { first, plan } = context;
  const name = `probe.${namespace}.svc.${plan.kubernetes.clusterDomain}`;
  const path = '/run/slipway/verify-network/probes.yaml';
  const key = `nodes_key() { kubectl get nodes -o 'jsonpath={range .items[*]}{.metadata.name} {.metadata.uid} {.spec.podCIDR}{"\\n"}{end}' | sort | sha256sum | cut -c1-64; }
proved_for() { kubectl -n kube-system get configmap slipway-network-verified -o 'jsonpath={.data.nodes}' --ignore-not-found; }`;
  return step({
    action: 'verify-network',
    host: first.name,
    phase: 'verify',
    needs: [stepId('verify-nodes', first), stepId('taints-and-labels', first)],
    files: [file(path, '0600', probes(flannelImage(context)))],
    observe: `${key}
command -v kubectl >/dev/null || exit 1
wanted=$(nodes_key 2>/dev/null) || exit 1
[ "$(proved_for 2>/dev/null)" = "$wanted" ] || exit 1`,
    act: `${key}
${waitFor}
remove() { kubectl delete namespace ${namespace} --ignore-not-found --wait="$1" >/dev/null; }
trap 'remove false || true' EXIT
remove true
kubectl apply -f ${path} >/dev/null
probes_run() {
  local found
  found=$(kubectl -n ${namespace} get pods -o 'jsonpath={range .items[*]}{.spec.nodeName}={.status.containerStatuses[0].ready} {end}') || return 1
  [ "$(printf %s "$found" | tr ' ' '\\n' | grep -c '=true$')" -ge ${context.hosts.length} ] || {
    echo "probes: $found $(kubectl -n ${namespace} get events --field-selector type=Warning -o 'jsonpath={.items[-1:].message}' | tr '\\n' ' ')"
    return 1
  }
}
wait_for 120 'a probe on every node' probes_run
pods=$(kubectl -n ${namespace} get pods -l app=probe -o 'jsonpath={range .items[*]}{.metadata.name} {.status.podIP} {.spec.nodeName}{"\\n"}{end}')
reach() { # POD TARGET: prints the name of the node that answered; other pods ask at the same time, so more than once
  kubectl -n ${namespace} exec "$1" -- sh -c 'i=0; while [ $i -lt 40 ]; do got=$(nc -w 2 "$0" 8080 < /dev/null 2>/dev/null); [ -n "$got" ] && { echo "$got"; exit 0; }; i=$((i + 1)); sleep 0.25; done; exit 1' "$2"
}
count=0
while read -r pod _ node; do
  while read -r _ address other; do
    [ "$other" != "$node" ] || continue
    got=$(reach "$pod" "$address" </dev/null) || { echo "A pod on $node does not reach the pod on $other ($address)" >&2; exit 1; }
    [ "$got" = "$other" ] || { echo "A pod on $node asked $address on $other, but $got answered" >&2; exit 1; }
    echo "pod on $node -> pod on $other ($address)"
    count=$((count + 1))
  done <<< "$pods"
  got=$(reach "$pod" ${name} </dev/null) || { echo "A pod on $node does not reach the Service ${name}" >&2; exit 1; }
  echo "pod on $node -> Service ${name} ($got)"
done <<< "$pods"
[ "$(printf '%s\\n' "$pods" | wc -l)" -ge ${context.hosts.length} ] || { echo 'There was not a probe on every node' >&2; exit 1; }
kubectl -n kube-system create configmap slipway-network-verified --from-literal=nodes="$(nodes_key)" --from-literal=pairs="$count" --dry-run=client -o yaml | kubectl apply -f - >/dev/null
remove false`,
    verify: `${key}
[ "$(proved_for)" = "$(nodes_key)" ] || { echo 'The pod network is not proved for these nodes' >&2; exit 1; }
phase=$(kubectl get namespace ${namespace} --ignore-not-found -o 'jsonpath={.status.phase}')
[ "\${phase:-gone}" != Active ] || { echo 'Namespace ${namespace} is still there' >&2; exit 1; }
echo 'Pods reach each other on all nodes, and a Service by name'`,
    deadlineSeconds: { act: 400, verify: 30 },
    estimateSeconds: 10,
  });
}
