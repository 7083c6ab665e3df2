import { addCephHosts } from './add-ceph-hosts';
import { addNfsSecondary } from './add-nfs-secondary';
import { declareDomain } from './declare-domain';
import { dropRole } from './drop-role';
import type { Fix } from './fix';
import { giveRole } from './give-role';
import { makeControlPlanes } from './make-control-planes';
import { nameDatabases } from './name-databases';
import { renameHost } from './rename-host';
import { setAdvertInterval } from './set-advert-interval';
import { setCephCopies } from './set-ceph-copies';
import { setCni } from './set-cni';
import { setDomain } from './set-domain';
import { setEnableHa } from './set-enable-ha';
import { setInternalAddress } from './set-internal-address';
import { setKubernetesVersion } from './set-kubernetes-version';
import { setNetwork } from './set-network';
import { setRegistryAddress } from './set-registry-address';
import { setReplicas } from './set-replicas';
import { setRouterId } from './set-router-id';
import { setSharedVolumes } from './set-shared-volumes';
import { shareEntry } from './share-entry';
import { shareKubernetesEtcd } from './share-kubernetes-etcd';
import { singleConsole } from './single-console';
import { stackEtcd } from './stack-etcd';
import { stepDown } from './step-down';

/** Every fix that a rule may offer. */
export const planFixes: Fix[] = [
  addCephHosts,
  addNfsSecondary,
  declareDomain,
  dropRole,
  giveRole,
  makeControlPlanes,
  nameDatabases,
  renameHost,
  setAdvertInterval,
  setCephCopies,
  setCni,
  setDomain,
  setEnableHa,
  setInternalAddress,
  setKubernetesVersion,
  setNetwork,
  setRegistryAddress,
  setReplicas,
  setRouterId,
  setSharedVolumes,
  shareEntry,
  singleConsole,
  stackEtcd,
  stepDown,
  shareKubernetesEtcd,
];
