export type NameProblem = 'empty' | 'tooLong' | 'characters' | 'reserved';

/** A label of RFC 1123 in lower case, as Kubernetes demands of a node's name (RFC 1123 2.1, at most 63 characters). */
export function labelProblem(name: string): NameProblem | null {
  if (name === '') return 'empty';
  if (name.length > 63) return 'tooLong';
  if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name)) return 'characters';
  if (name === 'localhost') return 'reserved';
  return null;
}

/** A DNS name of one label or more, any case, at most 253 characters. Not a check that it resolves. */
export function isDnsName(text: string): boolean {
  const labels = text.toLowerCase().split('.');
  return (
    text.length <= 253 && labels.every((label) => label.length <= 63 && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(label))
  );
}
