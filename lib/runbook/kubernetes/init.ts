import { quote } from '@/lib/text/quote';
import type { Context } from '../context';
import { apiReady } from '../health';
import { markOwner, ownerFunctions } from '../owner';
import type { Step } from '../runbook';
import { file, stampPath, step, stepId, waitFor } from '../step';
import { controlPlaneImageSteps } from './images';
import { initConfig } from './kubeadm-config';
import { adminKubeconfig, caCertHash, rootKubeconfig } from './kubeconfig';

const folder = '/run/slipway/kubeadm-init';
/** kubeadm colours its output even without a terminal. */
export const withoutColours = `sed -u 's/\\x1b\\[[0-9;]*m//g'`;

/** bash: what kubeadm reset leaves of a pod network: a bridge with the address of an old range keeps new pods from starting. */
export const clearPodNetwork = `for link in cni0 flannel.1; do ip link delete "$link" 2>/dev/null || true; done
  rm -rf /etc/cni/net.d/10-flannel.conflist /run/flannel/subnet.env /var/lib/cni/networks`;

/** What joining hosts need of this run: written by init, renewed by `join-credentials`. */
export const credentialsFile = (action: string) =>
  file(`/run/slipway/${action}/credentials`, '0600', '@{secret:bootstrap-token}\n@{secret:certificate-key}\n');

/**
 * The first control plane. A stamp is written when kubeadm has ended well; only then do other hosts join. So without the
 * stamp nobody else can be part of this cluster and nothing has been entrusted to it: a half-way attempt of ours
 * may be reset. With the stamp nothing is ever reset.
 */
export function init(context: Context): Step {
  const { first, vip, endpoint } = context;
  const own = `${first.address}:6443`;
  const done = stampPath('kubeadm-init');
  const begun = stampPath('kubeadm-init-begun');
  const config = initConfig(context, `${folder}/kubeadm.yaml`).file;
  const credentials = credentialsFile('kubeadm-init');
  return step({
    action: 'kubeadm-init',
    host: first.name,
    phase: 'control-planes',
    needs: [
      stepId('prepare-os', first),
      stepId('kubelet', first),
      ...controlPlaneImageSteps(context, first),
      ...(vip ? [stepId('hold-vip', first)] : []),
    ],
    files: [config, credentials],
    observe: `${apiReady}
${ownerFunctions(context.owner)}
! namesake ${begun} || exit 1
[ -f ${done} ] || exit 1
[ -f /etc/kubernetes/admin.conf ] || exit 1
api_ready ${own} >/dev/null || exit 1
cmp -s /root/.kube/config /etc/kubernetes/admin.conf || exit 1`,
    act: `${apiReady}
${waitFor}
${ownerFunctions(context.owner)}
mkdir -p /var/lib/slipway/stamps
if namesake ${begun}; then
  if [ -e /etc/kubernetes/admin.conf ] || [ -e /etc/kubernetes/kubelet.conf ]; then only_mine ${begun}; fi
  # reset since: the stamp is that plan's
  rm -f ${done}
fi
if [ -f ${done} ]; then
  echo 'The cluster was initialized before; starting what is stopped'
  systemctl start containerd kubelet
  wait_for 180 'the API server of ${first.name}' api_ready ${own}
  ${rootKubeconfig.replaceAll('\n', '\n  ')}
  exit 0
fi
if [ -d /etc/kubernetes/manifests ] && [ -n "$(ls -A /etc/kubernetes/manifests)" ] || [ -e /etc/kubernetes/kubelet.conf ]; then
  only_mine ${begun}
  echo 'Clearing what an attempt that did not end left behind (no other host can have joined it)'
  kubeadm reset --force 2>&1 | ${withoutColours}
  ${clearPodNetwork}
fi
${
  vip
    ? `if curl -sk -o /dev/null -m 2 https://${endpoint.address}:6443/readyz && ! curl -sk -o /dev/null -m 2 https://${own}/readyz; then
  echo 'An API server already answers at ${endpoint.address}:6443, and it is not on this host' >&2
  exit 1
fi
`
    : ''
}${markOwner(context.owner, begun)}
kubeadm init --config ${folder}/kubeadm.yaml --upload-certs --skip-token-print --skip-certificate-key-print 2>&1 | ${withoutColours}
${rootKubeconfig}
sha256sum < ${credentials.path} > ${stampPath('join-credentials')}
cp /etc/kubernetes/pki/ca.crt ${done}`,
    verify: `${apiReady}
${waitFor}
[ -f ${done} ] || { echo 'kubeadm init has not ended' >&2; exit 1; }
wait_for 90 'the API server of ${first.name}' api_ready ${own}
api_ready ${own}
kubectl --kubeconfig /etc/kubernetes/admin.conf --server https://${own} get node ${quote(first.name)} -o name`,
    outputs: [caCertHash, adminKubeconfig],
    deadlineSeconds: { act: 600, verify: 120 },
    estimateSeconds: 11,
  });
}
