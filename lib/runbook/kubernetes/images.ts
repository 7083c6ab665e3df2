import { type ImageArchive, imageName, supply } from '../artifacts';
import { artifactsFor, type Context, type Target } from '../context';
import { quote } from '../quote';
import type { Step } from '../runbook';
import { stampPath, step, stepId } from '../step';
import { hasZstd } from './packages';

/**
 * Imports archives into containerd. `--local` with `--discard-unpacked-layers` takes about half the time of the default
 * (three hosts on two cores: 13 to 19 s instead of 32) and keeps no second copy of the layers.
 */
function importStep(context: Context, host: Target, action: string, archives: ImageArchive[]): Step {
  const supplies = archives.map((archive) => ({ archive, ...supply(archive, hasZstd(context, host)) }));
  const tags = archives.flatMap((archive) => archive.tags);
  const source = supplies.map(({ upload }) => upload.sha256).join(' ');
  const present = `present() {
  local have tag
  have=$(ctr -n k8s.io images ls -q 2>/dev/null) || { echo 'containerd does not answer'; return 1; }
  for tag in ${tags.map(quote).join(' ')}; do
    printf '%s\\n' "$have" | grep -qxF -- "$tag" || { echo "$tag is missing"; return 1; }
  done
}`;
  return step({
    action,
    host: host.name,
    phase: 'images',
    // an uplink is shared: what the cluster begins with goes first, the others' images come while kubeadm init waits
    needs: [stepId('container-runtime', host), ...(host === context.first ? [] : imageSteps(context, context.first))],
    uploads: supplies.map(({ upload }) => upload),
    observe: `command -v ctr >/dev/null || exit 1
[ "$(cat ${stampPath(action)} 2>/dev/null)" = ${quote(source)} ] || exit 1
${present}
present >/dev/null || exit 1`,
    act: `${supplies
      .map(
        ({ archive, open }) => `echo ${quote(archive.tags.join(' '))}
${open} | ctr -n k8s.io images import --local --discard-unpacked-layers - >/dev/null`,
      )
      .join('\n')}
mkdir -p /var/lib/slipway/stamps
echo ${quote(source)} > ${stampPath(action)}`,
    verify: `${present}
present`,
    deadlineSeconds: { act: 900, verify: 30 },
    estimateSeconds: Math.ceil(archives.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) / 12_000_000),
  });
}

export function controlPlaneImages(context: Context, host: Target): Step {
  return importStep(context, host, 'images-control-plane', artifactsFor(context, host).controlPlaneImages);
}

export function nodeImages(context: Context, host: Target): Step {
  return importStep(context, host, 'images-node', artifactsFor(context, host).nodeImages);
}

/** Steps after which nothing is left to copy to a host: work that can wait comes then. */
export function imageSteps(context: Context, host: Target): string[] {
  const cp = host.controlPlane && artifactsFor(context, host).controlPlaneImages.length > 0;
  return [...(cp ? [stepId('images-control-plane', host)] : []), stepId('images-node', host)];
}

/**
 * Steps after which a control plane's static pods can start: its own images, and the archive that has the sandbox
 * image. Others (kube-proxy, CoreDNS, the pod network) can still be on their way when that is an archive by itself.
 */
export function controlPlaneImageSteps(context: Context, host: Target): string[] {
  const { controlPlaneImages, nodeImages } = artifactsFor(context, host);
  const pauseIsWithNode = nodeImages.some(({ tags }) => tags.some((tag) => imageName(tag) === 'pause'));
  return [
    ...(controlPlaneImages.length > 0 ? [stepId('images-control-plane', host)] : []),
    ...(pauseIsWithNode ? [stepId('images-node', host)] : []),
  ];
}
