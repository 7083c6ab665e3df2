import { quote } from '@/lib/text/quote';
import { type ImageArchive, supply } from './artifacts';
import { type StepDraft, stampPath } from './step';

/**
 * What imports archives into a host's containerd. `--local` with `--discard-unpacked-layers` takes about half the time of the default
 * (three hosts on two cores: 13 to 19 s instead of 32) and keeps no second copy of the layers.
 *
 * @param zstd the host can decompress by itself
 * @param ctr the command, with what chooses socket and namespace
 */
export function imageImport(
  action: string,
  archives: ImageArchive[],
  { zstd, ctr }: { zstd: boolean; ctr: string },
): Pick<StepDraft, 'observe' | 'act' | 'verify' | 'estimateSeconds'> & Required<Pick<StepDraft, 'uploads'>> {
  const supplies = archives.map((archive) => ({ archive, ...supply(archive, zstd) }));
  const uploads = supplies.map(({ upload }) => upload);
  const tags = archives.flatMap((archive) => archive.tags);
  const source = uploads.map(({ sha256 }) => sha256).join(' ');
  const present = `present() {
  local have tag
  have=$(${ctr} images ls -q 2>/dev/null) || { echo 'containerd does not answer'; return 1; }
  for tag in ${tags.map(quote).join(' ')}; do
    printf '%s\\n' "$have" | grep -qxF -- "$tag" || { echo "$tag is missing"; return 1; }
  done
}`;
  return {
    uploads,
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
    estimateSeconds: Math.ceil(archives.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) / 12_000_000),
  };
}
