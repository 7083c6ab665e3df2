import { sha256 } from '../sha256';

export const storageNamespace = 'slipway-storage';
/** Of our own, so that a StorageClass of somebody else's is never taken for ours. */
export const provisionerName = 'slipway.io/nfs';
export const deploymentName = 'nfs-provisioner';
/** One works, the other takes over within seconds. */
export const provisionerReplicas = 2;

export type NfsExport = { server: string; path: string; version: string };

/** Name of the volume that is the whole export: a volume's source never changes, so that another export is another volume. */
export const rootName = ({ server, path, version }: NfsExport): string =>
  `nfs-root-${sha256(`${server}:${path} ${version}`).slice(0, 8)}`;

const text = (value: string) => JSON.stringify(value);

/**
 * The provisioner: it mounts the whole export, and makes a folder in it for each claim. It mounts it as claims' volumes are
 * mounted, by a volume of its own with the plan's NFS version: a server that speaks no other would refuse it otherwise.
 */
export function provisionerManifests(target: NfsExport, image: string): string {
  const root = rootName(target);
  const labels = `{app: ${deploymentName}}`;
  return `apiVersion: v1
kind: Namespace
metadata:
  name: ${storageNamespace}
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: ${deploymentName}
  namespace: ${storageNamespace}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: slipway-${deploymentName}
rules:
- {apiGroups: [""], resources: [nodes], verbs: [get, list, watch]}
- {apiGroups: [""], resources: [persistentvolumes], verbs: [get, list, watch, create, delete]}
- {apiGroups: [""], resources: [persistentvolumeclaims], verbs: [get, list, watch, update]}
- {apiGroups: [storage.k8s.io], resources: [storageclasses], verbs: [get, list, watch]}
- {apiGroups: [""], resources: [events], verbs: [create, update, patch]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: slipway-${deploymentName}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: slipway-${deploymentName}}
subjects:
- {kind: ServiceAccount, name: ${deploymentName}, namespace: ${storageNamespace}}
---
# who of the replicas works is written down in an Endpoints object, by newer ones in a Lease
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: ${deploymentName}
  namespace: ${storageNamespace}
rules:
- {apiGroups: [""], resources: [endpoints], verbs: [get, list, watch, create, update, patch]}
- {apiGroups: [coordination.k8s.io], resources: [leases], verbs: [get, list, watch, create, update, patch]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: ${deploymentName}
  namespace: ${storageNamespace}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: ${deploymentName}}
subjects:
- {kind: ServiceAccount, name: ${deploymentName}, namespace: ${storageNamespace}}
---
apiVersion: v1
kind: PersistentVolume
metadata:
  name: slipway-${root}
  labels: {slipway.io/nfs-root: ${root}}
spec:
  # a number that Kubernetes asks for and nobody holds to
  capacity: {storage: 1Mi}
  accessModes: [ReadWriteMany]
  persistentVolumeReclaimPolicy: Retain
  storageClassName: ""
  mountOptions: ["nfsvers=${target.version}"]
  nfs: {server: ${text(target.server)}, path: ${text(target.path)}}
  claimRef: {apiVersion: v1, kind: PersistentVolumeClaim, namespace: ${storageNamespace}, name: ${root}}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: ${root}
  namespace: ${storageNamespace}
  labels: {slipway.io/nfs-root: ${root}}
spec:
  accessModes: [ReadWriteMany]
  storageClassName: ""
  volumeName: slipway-${root}
  resources: {requests: {storage: 1Mi}}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${deploymentName}
  namespace: ${storageNamespace}
  labels: ${labels}
spec:
  replicas: ${provisionerReplicas}
  selector: {matchLabels: ${labels}}
  template:
    metadata: {labels: ${labels}}
    spec:
      serviceAccountName: ${deploymentName}
      affinity:
        podAntiAffinity:
          preferredDuringSchedulingIgnoredDuringExecution:
          - weight: 100
            podAffinityTerm: {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: ${labels}}}
      containers:
      - name: provisioner
        image: ${text(image)}
        imagePullPolicy: IfNotPresent
        env:
        - {name: PROVISIONER_NAME, value: ${text(provisionerName)}}
        - {name: NFS_SERVER, value: ${text(target.server)}}
        - {name: NFS_PATH, value: ${text(target.path)}}
        - {name: ENABLE_LEADER_ELECTION, value: "true"}
        resources: {requests: {cpu: 10m, memory: 32Mi}}
        volumeMounts:
        - {name: export, mountPath: /persistentvolumes}
      volumes:
      - {name: export, persistentVolumeClaim: {claimName: ${root}}}
`;
}

/**
 * As upstream's chart has it: a claim that is deleted takes its volume along, and the folder stays on the server as `archived-…` until
 * somebody clears it away.
 */
export function storageClassManifest(name: string, version: string): string {
  return `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: ${text(name)}
provisioner: ${provisionerName}
parameters: {archiveOnDelete: "true"}
mountOptions: ["nfsvers=${version}"]
reclaimPolicy: Delete
volumeBindingMode: Immediate
`;
}
