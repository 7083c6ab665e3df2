import type { Rule } from '@/lib/plan/rule';
import { planAddressUnique } from './plan.address.unique';
import { planAddressValid } from './plan.address.valid';
import { planArchUniform } from './plan.arch.uniform';
import { planBundleArch } from './plan.bundle.arch';
import { planBundleChecksum } from './plan.bundle.checksum';
import { planBundleFile } from './plan.bundle.file';
import { planBundleMissing } from './plan.bundle.missing';
import { planCidrOverlap } from './plan.cidr.overlap';
import { planCidrSize } from './plan.cidr.size';
import { planCidrValid } from './plan.cidr.valid';
import { planDiskSpace } from './plan.disk.space';
import { planEtcdMax } from './plan.etcd.max';
import { planEtcdOdd } from './plan.etcd.odd';
import { planEtcdStacked } from './plan.etcd.stacked';
import { planFactsMissing } from './plan.facts.missing';
import { planGatewayHa } from './plan.gateway.ha';
import { planHostCgroup } from './plan.host.cgroup';
import { planHostLeftover } from './plan.host.leftover';
import { planHostsMin } from './plan.hosts.min';
import { planKubernetesVersion } from './plan.kubernetes.version';
import { planNameValid } from './plan.name.valid';
import { planNamesUnique } from './plan.names.unique';
import { planNamesValid } from './plan.names.valid';
import { planOsSupported } from './plan.os.supported';
import { planOverridesContainerd } from './plan.overrides.containerd';
import { planOverridesKubeadm } from './plan.overrides.kubeadm';
import { planRolesEveryHost } from './plan.roles.every-host';
import { planRolesNonempty } from './plan.roles.nonempty';
import { planSshCredential } from './plan.ssh.credential';
import { planTimeSkew } from './plan.time.skew';
import { planUnsupported } from './plan.unsupported';
import { planVipAdvert } from './plan.vip.advert';
import { planVipHost } from './plan.vip.host';
import { planVipMissing } from './plan.vip.missing';
import { planVipSubnet } from './plan.vip.subnet';
import { planVipValid } from './plan.vip.valid';
import { planVipVrid } from './plan.vip.vrid';

/** Every rule, in the order in which findings of one section and severity are shown. */
export const planRules: Rule[] = [
  planNameValid,
  planHostsMin,
  planRolesNonempty,
  planRolesEveryHost,
  planNamesValid,
  planNamesUnique,
  planAddressValid,
  planAddressUnique,
  planEtcdStacked,
  planEtcdOdd,
  planEtcdMax,
  planGatewayHa,
  planSshCredential,
  planFactsMissing,
  planArchUniform,
  planOsSupported,
  planHostLeftover,
  planHostCgroup,
  planTimeSkew,
  planDiskSpace,
  planVipMissing,
  planVipValid,
  planVipHost,
  planVipSubnet,
  planVipVrid,
  planVipAdvert,
  planKubernetesVersion,
  planCidrValid,
  planCidrOverlap,
  planCidrSize,
  planOverridesKubeadm,
  planOverridesContainerd,
  planBundleMissing,
  planBundleFile,
  planBundleChecksum,
  planBundleArch,
  planUnsupported,
];
