import { overriddenCluster } from '@/lib/plan/kubeadm-overrides';
import type { Plan, PlanHost } from '@/lib/plan/schema';
import { quote } from '@/lib/text/quote';
import type { CheckContext } from '../../check';
import { runsKubernetes, withRole } from '../applies';
import { foundPaths, leftover } from './leftover';

const stopKubelet = 'systemctl stop kubelet.service 2>/dev/null || true';

const kubernetes = leftover({
  id: 'leftover.k8s',
  source: 'kubeadm preflight FileAvailable, DirAvailable--etc-kubernetes-manifests',
  appliesTo: runsKubernetes,
  byHand: () => 'ls /etc/kubernetes /etc/kubernetes/manifests /etc/kubernetes/pki',
  oursToo: true,
  look: () =>
    foundPaths(
      '/etc/kubernetes/*.conf',
      '/etc/kubernetes/manifests/?*',
      '/etc/kubernetes/pki/*.crt',
      '/etc/kubernetes/pki/etcd',
    ),
  clean: () => `${stopKubelet}\nput_aside /etc/kubernetes`,
});

const kubelet = leftover({
  id: 'leftover.kubelet',
  source: 'kubeadm reset (/var/lib/kubelet)',
  appliesTo: runsKubernetes,
  byHand: () => 'ls -A /var/lib/kubelet /var/lib/kubelet/pods',
  oursToo: true,
  look: () =>
    foundPaths(
      '/var/lib/kubelet/config.yaml',
      '/var/lib/kubelet/pki/*',
      '/var/lib/kubelet/pods/*',
      '/var/lib/kubelet/*_state',
    ),
  // Volumes of pods that are gone stay mounted; only the mounts go, never what is in them.
  clean: () => `${stopKubelet}
awk 'index($2, "/var/lib/kubelet/") == 1 { print $2 }' /proc/self/mounts | sort -r | while IFS= read -r mount; do umount -- "$mount"; done
if mountpoint -q /var/lib/kubelet; then
  put_aside /var/lib/kubelet/config.yaml /var/lib/kubelet/pki /var/lib/kubelet/pods /var/lib/kubelet/*_state
else
  put_aside /var/lib/kubelet
fi`,
});

/** Where kubeadm will put etcd's data. */
function etcdFolder({ kubernetes }: Plan): string {
  const etcd = overriddenCluster(kubernetes.overrides.kubeadm).etcd;
  const local = typeof etcd === 'object' && etcd !== null && 'local' in etcd ? etcd.local : null;
  const found = typeof local === 'object' && local !== null && 'dataDir' in local ? local.dataDir : null;
  return typeof found === 'string' && found.startsWith('/') ? found.replace(/\/+$/, '') : '/var/lib/etcd';
}

const etcd = leftover({
  id: 'leftover.etcd',
  source: 'kubeadm preflight DirAvailable--var-lib-etcd',
  appliesTo: (context: CheckContext, host: PlanHost) =>
    runsKubernetes(context, host) && withRole('control-plane', 'etcd')(context, host),
  byHand: ({ plan }) => `ls -A ${quote(etcdFolder(plan))}`,
  oursToo: true,
  // Of a file system of its own lost+found is no data.
  look: ({ plan }) => {
    const folder = quote(etcdFolder(plan));
    return `for path in ${folder}/* ${folder}/.[!.]*; do
  if [ -e "$path" ] && [ "\${path##*/}" != lost+found ]; then echo "found $path"; fi
done`;
  },
  clean: ({ plan }) => `put_aside ${quote(etcdFolder(plan))}`,
});

/** Interfaces of pod networks, as patterns of bash. Not `tunl0`, which is there as soon as the kernel has ipip, and can't be deleted. */
const links = [
  'cni0',
  'flannel.*',
  'flannel-*',
  'cali*',
  'vxlan.calico',
  'kube-ipvs0',
  'cilium_*',
  'nodelocaldns',
  'weave',
];

const cni = leftover({
  id: 'leftover.cni',
  source: 'kubeadm reset “CNI configuration”; RKE2 rke2-killall.sh',
  appliesTo: runsKubernetes,
  byHand: () => 'ip -brief link; ls /etc/cni/net.d',
  oursToo: true,
  look: () => `for link in /sys/class/net/*; do
  case \${link##*/} in ${links.join('|')}) echo "found \${link##*/}" ;; esac
done
${foundPaths('/etc/cni/net.d/*.conf', '/etc/cni/net.d/*.conflist', '/run/flannel/subnet.env')}`,
  clean: () => `for link in /sys/class/net/*; do
  case \${link##*/} in ${links.join('|')}) ip link delete "\${link##*/}" 2>/dev/null || [ ! -e "$link" ]; echo "\${link##*/} is deleted" ;; esac
done
rm -rf /run/flannel /var/lib/cni/networks
put_aside /etc/cni/net.d`,
});

export const kubernetesLeftovers = [kubernetes, kubelet, etcd, cni];
