import { quote } from '@/lib/text/quote';
import { probeImage } from '../probe-image';
import type { Step } from '../runbook';
import { file, waitFor } from '../step';
import { clusterStep } from './cluster-step';
import { httpAsk } from './entry-proof';
import { namespace, proofNamespace } from './names';
import type { RainbondTarget } from './target';

const word = 'slipway-proof-application-answers';
const folder = '/run/slipway/rainbond-test-application';

/**
 * A server of one word, on a plain Deployment, Service and Ingress: nothing of it is Rainbond's own but the gateway on its way. It takes one
 * connection after the other, and refuses one that comes between two: one answer proves the way, another one in a row can't be wanted.
 */
function manifests({ rainbond }: RainbondTarget): string {
  // 6.x: APISIX takes Ingresses of its class; the gateway of 5.17 knows no classes and takes those whose Service has its labels
  const className = rainbond.kind === '6.x' ? '  ingressClassName: apisix\n' : '';
  const labels = '{app: slipway-proof, creator: Rainbond}';
  return `apiVersion: v1
kind: Namespace
metadata:
  name: ${proofNamespace}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: slipway-proof
  namespace: ${proofNamespace}
  labels: ${labels}
spec:
  replicas: 1
  selector: {matchLabels: {app: slipway-proof}}
  template:
    metadata: {labels: ${labels}}
    spec:
      terminationGracePeriodSeconds: 0
      automountServiceAccountToken: false
      containers:
      - name: web
        image: "@IMAGE@"
        imagePullPolicy: IfNotPresent
        command: [/bin/sh, -c, 'while :; do printf "HTTP/1.1 200 OK\\r\\nContent-Type: text/plain\\r\\nContent-Length: ${word.length + 1}\\r\\nConnection: close\\r\\n\\r\\n${word}\\n" | nc -l -p 8080; done']
        ports: [{containerPort: 8080}]
---
apiVersion: v1
kind: Service
metadata:
  name: slipway-proof
  namespace: ${proofNamespace}
  labels: {app: slipway-proof, creator: Rainbond, name: slipway-proof, name_with_port: slipway-proof-80}
spec:
  selector: {app: slipway-proof}
  ports: [{name: http, port: 80, targetPort: 8080}]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: slipway-proof
  namespace: ${proofNamespace}
  labels: ${labels}
spec:
${className}  rules:
  - host: slipway-proof.@SUFFIX@
    http:
      paths:
      - path: /
        pathType: Prefix
        backend: {service: {name: slipway-proof, port: {number: 80}}}
`;
}

/**
 * A test application is deployed, reached by its name at the entry's port 80, and removed. For which nodes and which installation this
 * was proved is kept, so that the next run need not do it again.
 */
export function rainbondTestApplication(target: RainbondTarget, needs: string[]): Step {
  const path = `${folder}/manifests.yaml`;
  const key = `proof_key() { { kubectl get nodes -o 'jsonpath={range .items[*]}{.metadata.name} {.metadata.uid}{"\\n"}{end}' | sort; kubectl -n ${namespace} get secret slipway-rainbond -o 'jsonpath={.data.input}'; echo ${target.entryAddress}; } | sha256sum | cut -c1-64; }
proved_for() { kubectl -n ${namespace} get configmap slipway-rainbond-proved -o 'jsonpath={.data.key}' --ignore-not-found; }`;
  return clusterStep(target, {
    action: 'rainbond-test-application',
    phase: 'proof',
    needs,
    files: [file(path, '0600', manifests(target))],
    observe: `${key}
wanted=$(proof_key 2>/dev/null) || exit 1
[ "$(proved_for 2>/dev/null)" = "$wanted" ] || exit 1`,
    act: `${key}
${httpAsk}
${probeImage}
${waitFor}
remove() { kubectl delete namespace ${proofNamespace} --ignore-not-found --wait="$1" >/dev/null; }
trap 'remove false || true' EXIT
remove true
suffix=$(kubectl -n ${namespace} get rainbondclusters.rainbond.io rainbondcluster -o 'jsonpath={.spec.suffixHTTPHost}')
suffix=\${suffix:-${target.entryAddress}.nip.io}
name=slipway-proof.$suffix
image=$(probe_image ${quote(target.probeImage)})
sed -e "s/@SUFFIX@/$suffix/" -e "s|@IMAGE@|$image|" ${path} | kubectl apply -f -
runs() {
  local ready
  ready=$(kubectl -n ${proofNamespace} get deployment slipway-proof -o 'jsonpath={.status.readyReplicas}') || return 1
  [ "\${ready:-0}" -ge 1 ] || { echo "the test application does not run yet $(kubectl -n ${proofNamespace} get events --field-selector type=Warning -o 'jsonpath={.items[-1:].message}' | tr '\\n' ' ')"; return 1; }
}
reached() {
  local said
  said=$(http_ask ${target.entryAddress} 80 "$name" /) || true
  case $said in *${word}*) ;; *) echo "http://$name/ at ${target.entryAddress}: $(printf %s "\${said:-no answer}" | head -n 1 | tr -d '\\r')"; return 1 ;; esac
}
wait_for 180 'the test application' runs
wait_for 120 'the test application at the entry' reached
echo "http://$name/ answers at ${target.entryAddress}"
kubectl -n ${namespace} create configmap slipway-rainbond-proved --from-literal=key="$(proof_key)" --dry-run=client -o yaml | kubectl apply -f - >/dev/null
remove true`,
    verify: `${key}
[ "$(proved_for)" = "$(proof_key)" ] || { echo 'No test application was reached on this installation' >&2; exit 1; }
phase=$(kubectl get namespace ${proofNamespace} --ignore-not-found -o 'jsonpath={.status.phase}')
[ -z "$phase" ] || { echo "Namespace ${proofNamespace} is still there ($phase)" >&2; exit 1; }
echo 'A test application was reached through the entry, and removed'`,
    deadlineSeconds: { act: 500, verify: 30 },
    estimateSeconds: 15,
  });
}
