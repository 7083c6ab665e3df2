import { quote } from '@/lib/text/quote';
import { clusterStep } from '../rainbond/cluster-step';
import type { Step } from '../runbook';
import { file, waitFor } from '../step';
import {
  deploymentName,
  storageNamespace as namespace,
  provisionerManifests,
  provisionerName,
  provisionerReplicas,
  rootName,
  storageClassManifest,
} from './nfs-manifests';
import type { NfsTarget } from './nfs-target';

const folder = '/var/lib/slipway/storage';
const mark = 'slipway.io/manifest-sha256';
const escaped = mark.replaceAll('.', '\\.');

/**
 * nfs-subdir-external-provisioner and the plan's StorageClass. What Kubernetes lets nobody change (a class, a volume's source) is made anew
 * when the plan's export is another one; volumes that are there keep theirs.
 */
export function nfsProvisioner(target: NfsTarget): Step {
  const { storage, image, needs } = target;
  const { storageClass } = storage;
  const manifests = `${folder}/nfs-provisioner.yaml`;
  const classFile = `${folder}/storage-class.yaml`;
  const name = quote(storageClass);
  const state = `mark_of() { kubectl "$@" --ignore-not-found -o 'jsonpath={.metadata.annotations.${escaped}}'; }
class_is() { # whose it is, and of which text
  local provisioner sum
  provisioner=$(kubectl get storageclass ${name} --ignore-not-found -o 'jsonpath={.provisioner}') || return 2
  case $provisioner in
    ${provisionerName}) ;;
    '') echo 'StorageClass '${name}' is not there'; return 1 ;;
    *) echo 'StorageClass '${name}" is of another provisioner: $provisioner"; return 3 ;;
  esac
  sum=$(mark_of get storageclass ${name}) || return 2
  [ "$sum" = @{sha256:${classFile}} ] || { echo 'StorageClass '${name}' was made for another plan'; return 1; }
}
runs() {
  local sum ready
  class_is || return 1
  sum=$(mark_of -n ${namespace} get deployment ${deploymentName}) || return 1
  [ "$sum" = @{sha256:${manifests}} ] || { echo 'the provisioner is not there, or of another manifest'; return 1; }
  ready=$(kubectl -n ${namespace} get deployment ${deploymentName} -o 'jsonpath={.status.updatedReplicas} {.status.availableReplicas}') || return 1
  [ "$ready" = '${provisionerReplicas} ${provisionerReplicas}' ] || {
    echo "the provisioner runs \${ready#* } of ${provisionerReplicas} times $(kubectl -n ${namespace} get events --field-selector type=Warning -o 'jsonpath={.items[-1:].message}' | tr '\\n' ' ')"
    return 1
  }
}`;
  return clusterStep(target, {
    action: 'nfs-provisioner',
    phase: 'storage',
    needs,
    files: [
      file(manifests, '0644', provisionerManifests(storage, image)),
      file(classFile, '0644', storageClassManifest(storageClass, storage.version)),
    ],
    observe: `${state}
command -v kubectl >/dev/null || exit 1
runs >/dev/null 2>&1 || exit 1`,
    act: `${state}
rc=0
said=$(class_is) || rc=$?
if [ "$rc" = 3 ]; then
  echo "$said; needed: a name that is free, or a class of ${provisionerName}. Choose another StorageClass name in the plan" >&2
  exit 1
fi
# a volume whose claim is gone, with its namespace perhaps, is bound to no other
[ "$(kubectl get persistentvolume slipway-${rootName(storage)} --ignore-not-found -o 'jsonpath={.status.phase}')" != Released ] || kubectl delete persistentvolume slipway-${rootName(storage)}
kubectl apply --server-side --force-conflicts -f ${manifests}
kubectl -n ${namespace} annotate --overwrite deployment ${deploymentName} ${mark}=@{sha256:${manifests}} >/dev/null
if [ "$rc" != 0 ]; then
  kubectl delete storageclass ${name} --ignore-not-found
  kubectl apply --server-side --force-conflicts -f ${classFile}
  kubectl annotate --overwrite storageclass ${name} ${mark}=@{sha256:${classFile}} >/dev/null
fi
# mounts of exports that an earlier plan had; nothing on a server is touched
kubectl -n ${namespace} delete persistentvolumeclaims -l 'slipway.io/nfs-root,slipway.io/nfs-root!=${rootName(storage)}' --wait=false
kubectl delete persistentvolumes -l 'slipway.io/nfs-root,slipway.io/nfs-root!=${rootName(storage)}' --wait=false`,
    verify: `${state}
${waitFor}
wait_for 240 'the NFS provisioner' runs
echo 'StorageClass '${name}' makes volumes on '${quote(`${storage.server}:${storage.path}`)}`,
    deadlineSeconds: { act: 120, verify: 270 },
    estimateSeconds: 15,
  });
}
