import { supply } from '../artifacts';
import { quote } from '../quote';
import type { Step } from '../runbook';
import { stampPath, step } from '../step';
import type { RainbondNode, RainbondTarget } from './target';

const action = 'rainbond-images';

/** Rainbond's images of the bundle into a node's containerd; null when there are none, or no step runs there. */
export function rainbondImages(target: RainbondTarget, node: RainbondNode): Step | null {
  if (!node.images || target.archives.length === 0) return null;
  const { zstd, ctr, after } = node.images;
  const supplies = target.archives.map((archive) => ({ archive, ...supply(archive, zstd) }));
  const tags = target.archives.flatMap((archive) => archive.tags);
  const source = supplies.map(({ upload }) => upload.sha256).join(' ');
  const present = `present() {
  local have tag
  have=$(${ctr} images ls -q 2>/dev/null) || { echo 'containerd does not answer'; return 1; }
  for tag in ${tags.map(quote).join(' ')}; do
    printf '%s\\n' "$have" | grep -qxF -- "$tag" || { echo "$tag is missing"; return 1; }
  done
}`;
  return step({
    action,
    host: node.name,
    phase: 'rainbond',
    needs: after,
    uploads: supplies.map(({ upload }) => upload),
    observe: `[ "$(cat ${stampPath(action)} 2>/dev/null)" = ${quote(source)} ] || exit 1
${present}
present >/dev/null || exit 1`,
    act: `${supplies
      .map(
        ({ archive, open }) => `echo ${quote(archive.tags.join(' '))}
${open} | ${ctr} images import --local --discard-unpacked-layers - >/dev/null`,
      )
      .join('\n')}
mkdir -p /var/lib/slipway/stamps
echo ${quote(source)} > ${stampPath(action)}`,
    verify: `${present}
present`,
    deadlineSeconds: { act: 1800, verify: 30 },
    estimateSeconds: Math.max(
      2,
      Math.ceil(target.archives.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) / 12_000_000),
    ),
  });
}

/** Steps after which every node that may run one of Rainbond's pods has its images. */
export function imageStepIds(target: RainbondTarget): string[] {
  if (target.archives.length === 0) return [];
  return target.nodes.flatMap(({ name, images }) => (images ? [`${action}/${name}`] : []));
}
