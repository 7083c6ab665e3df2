import type { BundleIndex } from '@/lib/plan/bundle-index';
import type { HostFacts } from '@/lib/plan/facts';
import type { BundleFile } from './artifacts';
import type { OsTable } from './os-family';

/** Package files of a bundle for this distribution: `packages/<id>-<version>/`, or of the major version only. */
export function packageFiles(bundle: BundleIndex, os: HostFacts['os'], family: OsTable): BundleFile[] {
  const id = os.id.toLowerCase();
  const version = os.versionId.toLowerCase();
  for (const name of [`${id}-${version}`, `${id}-${version.split('.')[0]}`]) {
    const files = bundle.files.filter(
      ({ path }) => path.toLowerCase().startsWith(`packages/${name}/`) && path.endsWith(family.packageFile),
    );
    if (files.length > 0) return files;
  }
  return [];
}

export const hasPackage = (files: BundleFile[], name: string): boolean =>
  files.some(({ path }) => new RegExp(`/${name}[_-][0-9]`).test(path));
