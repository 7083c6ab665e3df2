import { imageImport } from '../image-import';
import type { Step } from '../runbook';
import { step } from '../step';
import type { RainbondNode, RainbondTarget } from './target';

const action = 'rainbond-images';

/** Rainbond's images of the bundle into a node's containerd; null when there are none, or no step runs there. */
export function rainbondImages(target: RainbondTarget, node: RainbondNode): Step | null {
  if (!node.images || target.archives.length === 0) return null;
  const { zstd, ctr, after } = node.images;
  const parts = imageImport(action, target.archives, { zstd, ctr });
  return step({
    ...parts,
    action,
    host: node.name,
    phase: 'rainbond',
    needs: after,
    deadlineSeconds: { act: 1800, verify: 30 },
    estimateSeconds: Math.max(2, parts.estimateSeconds),
  });
}

/** Steps after which every node that may run one of Rainbond's pods has its images. */
export function imageStepIds(target: RainbondTarget): string[] {
  if (target.archives.length === 0) return [];
  return target.nodes.flatMap(({ name, images }) => (images ? [`${action}/${name}`] : []));
}
