import { quote } from '@/lib/text/quote';
import { probeImage } from '../probe-image';
import { clusterStep } from '../rainbond/cluster-step';
import type { Step } from '../runbook';
import { file, stepId, waitFor } from '../step';
import { storageNamespace } from './nfs-manifests';
import type { NfsTarget } from './nfs-target';

/** Namespace of the proof, gone when it is done. */
export const storageProofNamespace = 'slipway-storage-proof';
const namespace = storageProofNamespace;
const word = 'slipway-storage-proof';
const folder = '/run/slipway/nfs-proof';

const claim = (storageClass: string) => `apiVersion: v1
kind: Namespace
metadata:
  name: ${namespace}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: proof
  namespace: ${namespace}
spec:
  accessModes: [ReadWriteMany]
  storageClassName: ${JSON.stringify(storageClass)}
  resources: {requests: {storage: 1Mi}}
`;

/** A pod on @NODE@, of @IMAGE@, that does @DO@ with the claim's volume, and ends. */
const pod = `apiVersion: v1
kind: Pod
metadata:
  name: @NAME@
  namespace: ${namespace}
spec:
  nodeName: @NODE@
  restartPolicy: Never
  terminationGracePeriodSeconds: 0
  automountServiceAccountToken: false
  containers:
  - name: proof
    image: "@IMAGE@"
    imagePullPolicy: IfNotPresent
    command: [/bin/sh, -c, "@DO@"]
    volumeMounts:
    - {name: data, mountPath: /data}
  volumes:
  - {name: data, persistentVolumeClaim: {claimName: proof}}
`;

/**
 * The StorageClass by use: a claim is bound, a pod on one node writes into its volume, and pods on every other node read what it wrote.
 * All of it is removed; for which nodes and which class that was proved is kept.
 */
export function nfsProof(target: NfsTarget): Step {
  const { storage, runner } = target;
  const name = JSON.stringify(storage.storageClass);
  const key = `proof_key() { { kubectl get nodes -o 'jsonpath={range .items[*]}{.metadata.name} {.metadata.uid}{"\\n"}{end}' | sort; kubectl get storageclass ${name} -o 'jsonpath={.metadata.uid}'; } | sha256sum | cut -c1-64; }
proved_for() { kubectl -n ${storageNamespace} get configmap slipway-storage-proved -o 'jsonpath={.data.key}' --ignore-not-found; }`;
  return clusterStep(target, {
    action: 'nfs-proof',
    phase: 'storage',
    needs: [stepId('nfs-provisioner', { name: runner.host })],
    files: [file(`${folder}/claim.yaml`, '0600', claim(storage.storageClass)), file(`${folder}/pod.yaml`, '0600', pod)],
    observe: `${key}
command -v kubectl >/dev/null || exit 1
wanted=$(proof_key 2>/dev/null) || exit 1
[ "$(proved_for 2>/dev/null)" = "$wanted" ] || exit 1`,
    act: `${key}
${probeImage}
${waitFor}
image=$(probe_image ${quote(target.probeImage)})
remove() { kubectl delete namespace ${namespace} --ignore-not-found --wait="$1" >/dev/null; }
trap 'remove false || true' EXIT
remove true
warning() { kubectl -n ${namespace} get events --field-selector type=Warning -o 'jsonpath={.items[-1:].message}' | tr '\\n' ' '; }
bound() {
  local phase
  phase=$(kubectl -n ${namespace} get persistentvolumeclaim proof -o 'jsonpath={.status.phase}') || return 1
  [ "$phase" = Bound ] || { echo "the claim is $phase $(warning)"; return 1; }
}
ended() { # POD: on which node, and how far it is
  local phase
  phase=$(kubectl -n ${namespace} get pod "$1" -o 'jsonpath={.status.phase}') || return 1
  [ "$phase" != Failed ] || { echo "pod $1 failed: $(kubectl -n ${namespace} logs "$1" 2>&1 | tail -n 1)"; return 1; }
  [ "$phase" = Succeeded ] || { echo "pod $1 is $phase $(warning)"; return 1; }
}
start() { # POD NODE WHAT: without & and |, which sed would take for its own
  sed -e "s|@NAME@|$1|" -e "s|@NODE@|$2|" -e "s|@IMAGE@|$image|" -e "s|@DO@|$3|" ${folder}/pod.yaml | kubectl apply -f - >/dev/null
}
kubectl apply -f ${folder}/claim.yaml >/dev/null
wait_for 120 'a claim of StorageClass ${storage.storageClass}' bound
# pods with nodeName ask no scheduler: only nodes that take pods
nodes=$(kubectl get nodes -o 'go-template={{range .items}}{{$n := .metadata.name}}{{$free := not .spec.unschedulable}}{{range .spec.taints}}{{if ne .effect "PreferNoSchedule"}}{{$free = false}}{{end}}{{end}}{{if $free}}{{$n}}{{"\\n"}}{{end}}{{end}}')
writer=$(awk 'NR == 1' <<< "$nodes")
[ -n "$writer" ] || { echo 'Found no node that takes pods' >&2; exit 1; }
start writer "$writer" 'set -e; echo ${word} > /data/proof; sync'
wait_for 150 "a pod on $writer that writes" ended writer
readers=$(awk 'NR > 1' <<< "$nodes")
[ -n "$readers" ] || { echo "There is one node: it reads what it wrote"; readers=$writer; }
count=0
while read -r node; do
  count=$((count + 1))
  start "reader-$count" "$node" 'grep -qx ${word} /data/proof' </dev/null
done <<< "$readers"
count=0
while read -r node; do
  count=$((count + 1))
  wait_for 150 "a pod on $node that reads" ended "reader-$count" </dev/null
  echo "written on $writer, read on $node"
done <<< "$readers"
kubectl -n ${storageNamespace} create configmap slipway-storage-proved --from-literal=key="$(proof_key)" --dry-run=client -o yaml | kubectl apply -f - >/dev/null
remove true`,
    verify: `${key}
[ "$(proved_for)" = "$(proof_key)" ] || { echo 'The StorageClass is not proved for these nodes' >&2; exit 1; }
phase=$(kubectl get namespace ${namespace} --ignore-not-found -o 'jsonpath={.status.phase}')
[ "\${phase:-gone}" != Active ] || { echo 'Namespace ${namespace} is still there' >&2; exit 1; }
echo 'What one node writes into a volume of ${storage.storageClass}, the others read'`,
    deadlineSeconds: { act: 600, verify: 30 },
    estimateSeconds: 20,
  });
}
