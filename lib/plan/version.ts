/** The numbers at the beginning of a version: `6.12.0-rc1` and `v6.12` give 6, 12 and what follows. Null when it begins with none. */
export function parseVersion(text: string): number[] | null {
  const found = /^v?(\d+(?:\.\d+)*)/.exec(text)?.[1];
  return found === undefined ? null : found.split('.').map(Number);
}

/** Whether a version is `needed` or newer; a missing part counts as 0. Null when one of them is no version. */
export function isAtLeast(found: string, needed: string): boolean | null {
  const [a, b] = [parseVersion(found), parseVersion(needed)];
  if (!a || !b) return null;
  for (let part = 0; part < Math.max(a.length, b.length); part++) {
    const difference = (a[part] ?? 0) - (b[part] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** 36 of `v1.36.3` and of RKE2's `v1.36.3+rke2r1`; null when it is not a Kubernetes release. */
export function kubernetesMinor(version: string): number | null {
  const minor = /^v1\.(\d{1,2})\.\d{1,2}(?:\+rke2r\d+)?$/.exec(version)?.[1];
  return minor === undefined ? null : Number(minor);
}
