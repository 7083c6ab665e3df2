import { supply } from '../artifacts';
import { artifactsFor, type Context, type Target } from '../context';
import type { Step } from '../runbook';
import { file, filesInPlace, stampOf, step, stepId } from '../step';
import { hasZstd } from './packages';

/** Upstream's kubelet.service and kubeadm drop-in (kubernetes/release), with our path; kubeadm writes what they read. */
const unit = `[Unit]
Description=kubelet: The Kubernetes Node Agent
Documentation=https://kubernetes.io/docs/
Wants=network-online.target
After=network-online.target containerd.service

[Service]
ExecStart=/usr/local/bin/kubelet
Restart=always
StartLimitInterval=0
# upstream has 10: a kubelet that was started too early need not lose so long
RestartSec=2

[Install]
WantedBy=multi-user.target
`;
const dropIn = `[Service]
Environment="KUBELET_KUBECONFIG_ARGS=--bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf --kubeconfig=/etc/kubernetes/kubelet.conf"
Environment="KUBELET_CONFIG_ARGS=--config=/var/lib/kubelet/config.yaml"
# written by kubeadm init and kubeadm join
EnvironmentFile=-/var/lib/kubelet/kubeadm-flags.env
# a last resort for an operator's own flags
EnvironmentFile=-/etc/default/kubelet
ExecStart=
ExecStart=/usr/local/bin/kubelet $KUBELET_KUBECONFIG_ARGS $KUBELET_CONFIG_ARGS $KUBELET_KUBEADM_ARGS $KUBELET_EXTRA_ARGS
`;
const names = ['kubeadm', 'kubectl', 'kubelet'];

/** kubelet, kubeadm and kubectl. kubelet is enabled, but kubeadm starts it. */
export function kubelet(context: Context, host: Target): Step {
  const { version } = context.plan.kubernetes;
  const archive = supply(artifactsFor(context, host).kubernetesNode, hasZstd(context, host));
  const files = [
    file('/etc/systemd/system/kubelet.service', '0644', unit),
    file('/etc/systemd/system/kubelet.service.d/10-kubeadm.conf', '0644', dropIn),
  ];
  const stamp = stampOf(
    'kubelet',
    archive.upload.sha256,
    names.map((name) => `/usr/local/bin/${name}`),
  );
  return step({
    action: 'kubelet',
    host: host.name,
    phase: 'runtime',
    needs: [stepId('packages', host)],
    files,
    uploads: [archive.upload],
    observe: `${filesInPlace(files)}
${stamp.define}
${stamp.check}
systemctl is-enabled --quiet kubelet || exit 1`,
    act: `${stamp.define}
echo 'kubeadm, kubectl, kubelet'
# tar puts new files in the place of old ones, so that a running kubelet keeps the one it has until it is restarted
${archive.open} | tar -x -C /usr/local/bin --no-same-owner --strip-components=3 ${names.map((name) => `kubernetes/node/bin/${name}`).join(' ')}
${stamp.write}
systemctl daemon-reload
systemctl enable --quiet kubelet
if systemctl is-active --quiet kubelet; then
  echo 'Restarting kubelet'
  systemctl restart kubelet
fi`,
    verify: `found=$(kubeadm version -o short)
[ "$found" = ${version} ] || { echo "kubeadm is $found, needed ${version}" >&2; exit 1; }
echo "kubeadm $found"
systemctl is-enabled --quiet kubelet || { echo 'kubelet is not enabled' >&2; exit 1; }`,
    deadlineSeconds: { act: 300, verify: 30 },
    estimateSeconds: 3,
  });
}
