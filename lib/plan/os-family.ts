import type { HostFacts } from './facts';

/** Distributions of one family share package names, commands and paths. */
export type OsFamily = 'debian' | 'rhel';

type Distribution = { id: string; family: OsFamily; versions: string[] };

/**
 * What a runbook has names and commands for. `id` is os-release's ID in lower case; a version matches itself and what it is
 * a prefix of up to a dot (`9` matches `9.4`).
 */
export const distributions: Distribution[] = [
  { id: 'debian', family: 'debian', versions: ['12', '13'] },
  { id: 'ubuntu', family: 'debian', versions: ['22.04', '24.04', '26.04'] },
  { id: 'rhel', family: 'rhel', versions: ['8', '9', '10'] },
  { id: 'rocky', family: 'rhel', versions: ['8', '9', '10'] },
  { id: 'almalinux', family: 'rhel', versions: ['8', '9', '10'] },
  { id: 'centos', family: 'rhel', versions: ['9', '10'] },
  { id: 'anolis', family: 'rhel', versions: ['8', '23'] },
  { id: 'openeuler', family: 'rhel', versions: ['22.03', '24.03'] },
  { id: 'kylin', family: 'rhel', versions: ['V10', 'V11'] },
];

/** The host's family: by its own id, then by the ones that it says it is like; null when none is known. */
export function osFamilyOf(os: HostFacts['os']): OsFamily | null {
  for (const id of [os.id, ...os.idLike]) {
    const known = distributions.find((each) => each.id === id.toLowerCase());
    if (known) return known.family;
    if (id === 'fedora') return 'rhel';
  }
  return null;
}

/** Whether this very distribution and version is in the table. */
export function isListedOs(os: HostFacts['os']): boolean {
  const known = distributions.find((each) => each.id === os.id.toLowerCase());
  return known?.versions.some((version) => os.versionId === version || os.versionId.startsWith(`${version}.`)) ?? false;
}
