import type { Rule } from '@/lib/plan/rule';
import { planAddressInterface } from './plan.address.interface';
import { planAddressPrivate } from './plan.address.private';
import { planAddressUnique } from './plan.address.unique';
import { planAddressValid } from './plan.address.valid';
import { planArchUniform } from './plan.arch.uniform';
import { planBundleArch } from './plan.bundle.arch';
import { planBundleChecksum } from './plan.bundle.checksum';
import { planBundleContainerd } from './plan.bundle.containerd';
import { planBundleFile } from './plan.bundle.file';
import { planBundleMissing } from './plan.bundle.missing';
import { planCidrOverlap } from './plan.cidr.overlap';
import { planCidrSize } from './plan.cidr.size';
import { planCidrValid } from './plan.cidr.valid';
import { planDbBoth } from './plan.db.both';
import { planDbBuiltIn } from './plan.db.built-in';
import { planDbExclusive } from './plan.db.exclusive';
import { planDbHost } from './plan.db.host';
import { planDbPair } from './plan.db.pair';
import { planDbVersion } from './plan.db.version';
import { planDiskRotational } from './plan.disk.rotational';
import { planDiskSize } from './plan.disk.size';
import { planDiskSpace } from './plan.disk.space';
import { planDiskUsed } from './plan.disk.used';
import { planDomainsValid } from './plan.domains.valid';
import { planEntryBalancer } from './plan.entry.balancer';
import { planEntryNone } from './plan.entry.none';
import { planEntryShared } from './plan.entry.shared';
import { planEtcdBuiltIn } from './plan.etcd.built-in';
import { planEtcdEndpoints } from './plan.etcd.endpoints';
import { planEtcdMax } from './plan.etcd.max';
import { planEtcdOdd } from './plan.etcd.odd';
import { planEtcdReused } from './plan.etcd.reused';
import { planEtcdStacked } from './plan.etcd.stacked';
import { planFactsMissing } from './plan.facts.missing';
import { planFailureDomains } from './plan.failure.domains';
import { planGatewayHa } from './plan.gateway.ha';
import { planHostCgroup } from './plan.host.cgroup';
import { planHostCpu } from './plan.host.cpu';
import { planHostIdentity } from './plan.host.identity';
import { planHostKernel } from './plan.host.kernel';
import { planHostLeftover } from './plan.host.leftover';
import { planHostMemory } from './plan.host.memory';
import { planHostPort } from './plan.host.port';
import { planHostRoute } from './plan.host.route';
import { planHostService } from './plan.host.service';
import { planHostSystemd } from './plan.host.systemd';
import { planHostsMin } from './plan.hosts.min';
import { planKubernetesCni } from './plan.kubernetes.cni';
import { planKubernetesRunner } from './plan.kubernetes.runner';
import { planKubernetesVersion } from './plan.kubernetes.version';
import { planNameValid } from './plan.name.valid';
import { planNamesUnique } from './plan.names.unique';
import { planNamesValid } from './plan.names.valid';
import { planOsSupported } from './plan.os.supported';
import { planOverridesContainerd } from './plan.overrides.containerd';
import { planOverridesKubeadm } from './plan.overrides.kubeadm';
import { planRainbondChart } from './plan.rainbond.chart';
import { planRainbondConsole } from './plan.rainbond.console';
import { planRainbondDomain } from './plan.rainbond.domain';
import { planRainbondHa } from './plan.rainbond.ha';
import { planRainbondHelm } from './plan.rainbond.helm';
import { planRainbondPlain } from './plan.rainbond.plain';
import { planRainbondReplicas } from './plan.rainbond.replicas';
import { planRainbondRepository } from './plan.rainbond.repository';
import { planRainbondSingle } from './plan.rainbond.single';
import { planRainbondValues } from './plan.rainbond.values';
import { planRainbondVersion } from './plan.rainbond.version';
import { planRainbondVolumes } from './plan.rainbond.volumes';
import { planRegistryAddress } from './plan.registry.address';
import { planRegistryBuiltIn } from './plan.registry.built-in';
import { planRegistryCa } from './plan.registry.ca';
import { planRegistryHttp } from './plan.registry.http';
import { planRolesEveryHost } from './plan.roles.every-host';
import { planRolesNonempty } from './plan.roles.nonempty';
import { planServiceCredential } from './plan.service.credential';
import { planServiceUnused } from './plan.service.unused';
import { planSlipwayHost } from './plan.slipway.host';
import { planSshCredential } from './plan.ssh.credential';
import { planSshHop } from './plan.ssh.hop';
import { planStorageCopies } from './plan.storage.copies';
import { planStorageExclusive } from './plan.storage.exclusive';
import { planStorageFields } from './plan.storage.fields';
import { planStorageHosts } from './plan.storage.hosts';
import { planStorageImage } from './plan.storage.image';
import { planStorageLocal } from './plan.storage.local';
import { planStorageSingle } from './plan.storage.single';
import { planTimeSkew } from './plan.time.skew';
import { planTimeSync } from './plan.time.sync';
import { planTimeZone } from './plan.time.zone';
import { planUnsupported } from './plan.unsupported';
import { planVersionsCni } from './plan.versions.cni';
import { planVersionsContainerd } from './plan.versions.containerd';
import { planVersionsEtcd } from './plan.versions.etcd';
import { planVersionsImages } from './plan.versions.images';
import { planVersionsMatrix } from './plan.versions.matrix';
import { planVipAdvert } from './plan.vip.advert';
import { planVipHost } from './plan.vip.host';
import { planVipMissing } from './plan.vip.missing';
import { planVipSubnet } from './plan.vip.subnet';
import { planVipTwice } from './plan.vip.twice';
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
  planAddressPrivate,
  planAddressInterface,
  planDomainsValid,
  planFailureDomains,
  planEtcdStacked,
  planEtcdOdd,
  planEtcdMax,
  planGatewayHa,
  planSlipwayHost,
  planSshCredential,
  planSshHop,
  planFactsMissing,
  planHostIdentity,
  planArchUniform,
  planOsSupported,
  planHostSystemd,
  planHostKernel,
  planHostCgroup,
  planHostLeftover,
  planHostPort,
  planHostService,
  planHostRoute,
  planHostCpu,
  planHostMemory,
  planTimeSkew,
  planTimeSync,
  planTimeZone,
  planDiskSpace,
  planDiskSize,
  planDiskUsed,
  planDiskRotational,
  planVipMissing,
  planVipValid,
  planVipHost,
  planVipTwice,
  planVipSubnet,
  planVipVrid,
  planVipAdvert,
  planEntryShared,
  planEntryNone,
  planEntryBalancer,
  planKubernetesRunner,
  planKubernetesVersion,
  planKubernetesCni,
  planCidrValid,
  planCidrOverlap,
  planCidrSize,
  planOverridesKubeadm,
  planOverridesContainerd,
  planStorageFields,
  planStorageImage,
  planStorageHosts,
  planStorageCopies,
  planStorageExclusive,
  planStorageSingle,
  planStorageLocal,
  planEtcdEndpoints,
  planEtcdReused,
  planEtcdBuiltIn,
  planRegistryAddress,
  planRegistryCa,
  planRegistryHttp,
  planRegistryBuiltIn,
  planDbHost,
  planDbBoth,
  planDbVersion,
  planDbPair,
  planDbExclusive,
  planDbBuiltIn,
  planServiceCredential,
  planServiceUnused,
  planRainbondVersion,
  planVersionsMatrix,
  planVersionsCni,
  planVersionsContainerd,
  planVersionsEtcd,
  planVersionsImages,
  planRainbondHa,
  planRainbondVolumes,
  planRainbondReplicas,
  planRainbondConsole,
  planRainbondDomain,
  planRainbondRepository,
  planRainbondChart,
  planRainbondHelm,
  planRainbondValues,
  planRainbondSingle,
  planRainbondPlain,
  planBundleMissing,
  planBundleFile,
  planBundleChecksum,
  planBundleArch,
  planBundleContainerd,
  planUnsupported,
];
