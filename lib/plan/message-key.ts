/** An identifier of the plan as a key that ICU can select on, which is letters only: `nfs-primary` gives `nfsPrimary`. */
export function messageKey(identifier: string): string {
  return identifier.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
