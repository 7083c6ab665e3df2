import { supply } from '../artifacts';
import { artifactsFor, type Context, type Target } from '../context';
import { mergedTomlFile } from '../overridden-file';
import type { Step, StepFile } from '../runbook';
import { file, filesInPlace, stampOf, step, stepId } from '../step';
import { hasZstd } from './packages';

/** Upstream's containerd.service, without the modprobe that our own step does tolerantly. */
const unit = `[Unit]
Description=containerd container runtime
Documentation=https://containerd.io
After=network.target dbus.service

[Service]
ExecStart=/usr/local/bin/containerd
Type=notify
Delegate=yes
KillMode=process
Restart=always
RestartSec=5
LimitNPROC=infinity
LimitCORE=infinity
TasksMax=infinity
OOMScoreAdjust=-999

[Install]
WantedBy=multi-user.target
`;

/** containerd 2.x, configuration version 3. The sandbox image is pinned, or the image collector may take it away offline. */
function configuration(context: Context, host: Target): StepFile {
  const cri = 'io.containerd.cri.v1';
  return mergedTomlFile(
    '/etc/containerd/config.toml',
    '0644',
    {
      version: 3,
      plugins: {
        [`${cri}.images`]: {
          pinned_images: { sandbox: artifactsFor(context, host).pause },
          registry: { config_path: '/etc/containerd/certs.d' },
        },
        [`${cri}.runtime`]: {
          containerd: {
            runtimes: {
              runc: {
                runtime_type: 'io.containerd.runc.v2',
                options: { BinaryName: '/usr/local/sbin/runc', SystemdCgroup: true },
              },
            },
          },
        },
      },
    },
    context.plan.kubernetes.overrides.containerd,
    'containerd',
  );
}

const cniBinaries = ['bridge', 'host-local', 'loopback', 'portmap'].map((name) => `/opt/cni/bin/${name}`);
const binaries = ['containerd', 'containerd-shim-runc-v2', 'ctr'].map((name) => `/usr/local/bin/${name}`);

/** containerd with its unit, runc and the CNI plugins from the bundle's archives. */
export function containerRuntime(context: Context, host: Target): Step {
  const artifacts = artifactsFor(context, host);
  const zstd = hasZstd(context, host);
  const containerd = supply(artifacts.containerd, zstd);
  const runc = supply(artifacts.runc, zstd);
  const cni = supply(artifacts.cniPlugins, zstd);
  const files = [
    configuration(context, host),
    file('/etc/systemd/system/containerd.service', '0644', unit),
    file(
      '/etc/crictl.yaml',
      '0644',
      'runtime-endpoint: unix:///run/containerd/containerd.sock\nimage-endpoint: unix:///run/containerd/containerd.sock\n',
    ),
  ];
  const stamp = stampOf('container-runtime', [containerd, runc, cni].map(({ upload }) => upload.sha256).join(' '), [
    ...binaries,
    '/usr/local/sbin/runc',
    ...cniBinaries,
  ]);
  return step({
    action: 'container-runtime',
    host: host.name,
    phase: 'runtime',
    needs: [stepId('packages', host)],
    files,
    uploads: [containerd.upload, runc.upload, cni.upload],
    observe: `${filesInPlace(files)}
${stamp.define}
${stamp.check}
systemctl is-active --quiet containerd || exit 1
systemctl is-enabled --quiet containerd || exit 1`,
    act: `${stamp.define}
mkdir -p /etc/containerd/certs.d /etc/cni/net.d /opt/cni/bin /usr/local/sbin
echo 'containerd'
${containerd.open} | tar -x -C /usr/local --no-same-owner bin/containerd bin/containerd-shim-runc-v2 bin/ctr
echo 'runc'
${runc.open} > /usr/local/sbin/runc.new
chmod 0755 /usr/local/sbin/runc.new
mv -f /usr/local/sbin/runc.new /usr/local/sbin/runc
echo 'CNI plugins'
${cni.open} | tar -x -C /opt/cni/bin --no-same-owner
${stamp.write}
echo 'Starting containerd'
systemctl daemon-reload
systemctl enable --quiet containerd
# restart, not start: one that runs already must read the configuration; containers go on (KillMode=process)
systemctl restart containerd`,
    verify: `systemctl is-active --quiet containerd || { systemctl --no-pager --lines 20 status containerd >&2; exit 1; }
timeout 20 ctr version >/dev/null 2>&1 || { echo 'containerd does not answer: ctr version' >&2; exit 1; }
/usr/local/sbin/runc --version`,
    deadlineSeconds: { act: 300, verify: 60 },
    estimateSeconds: 4,
  });
}
