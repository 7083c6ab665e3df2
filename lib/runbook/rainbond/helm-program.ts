import { supply } from '../artifacts';
import type { Upload } from '../runbook';
import type { RainbondTarget } from './target';

export const helmFolder = '/var/lib/slipway/helm';
/** Our own, beside whatever helm the host has. */
const ownHelm = `${helmFolder}/helm`;

/**
 * helm for a step: the bundle's, unpacked once, or the host's own.
 *
 * @returns `ready`: bash that sets `helm` to its path, or ends with what is missing
 */
export function helmProgram({ charts, runner, architecture }: RainbondTarget): { uploads: Upload[]; ready: string } {
  const folders = `mkdir -p ${helmFolder}
export HELM_CACHE_HOME=${helmFolder}/cache HELM_CONFIG_HOME=${helmFolder}/config HELM_DATA_HOME=${helmFolder}/data`;
  if (!charts.helm)
    return {
      uploads: [],
      ready: `${folders}
helm=$(command -v helm) || { echo 'Found no helm: neither on this host nor in a bundle. Install helm v3 in /usr/local/bin, or put helm-v3...-linux-${architecture}.tar.gz into the bundle' >&2; exit 1; }`,
    };
  const { upload, open } = supply(charts.helm, runner.zstd);
  return {
    uploads: [upload],
    ready: `${folders}
helm=${ownHelm}
if [ "$(cat ${helmFolder}/source 2>/dev/null)" != ${charts.helm.sha256} ] || [ ! -x "$helm" ]; then
  ${open} | tar -x -O --wildcards '*helm' > "$helm.new"
  chmod 0755 "$helm.new"
  mv -f "$helm.new" "$helm"
  echo ${charts.helm.sha256} > ${helmFolder}/source
fi`,
  };
}
