import { type ImageArchive, imageName } from '../artifacts';
import { artifactsFor, type Context, type Target } from '../context';
import { imageImport } from '../image-import';
import type { Step } from '../runbook';
import { step, stepId } from '../step';
import { hasZstd } from './packages';

function importStep(context: Context, host: Target, action: string, archives: ImageArchive[]): Step {
  const parts = imageImport(action, archives, { zstd: hasZstd(context, host), ctr: 'ctr -n k8s.io' });
  return step({
    ...parts,
    action,
    host: host.name,
    phase: 'images',
    // an uplink is shared: what the cluster begins with goes first, the others' images come while kubeadm init waits
    needs: [stepId('container-runtime', host), ...(host === context.first ? [] : imageSteps(context, context.first))],
    observe: `command -v ctr >/dev/null || exit 1\n${parts.observe}`,
    deadlineSeconds: { act: 900, verify: 30 },
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
