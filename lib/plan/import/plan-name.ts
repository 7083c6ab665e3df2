import { labelProblem } from '../host-name';

/** A cluster's name out of a file's: `Prod_Shanghai.cluster.yaml` becomes `prod-shanghai-cluster`. */
export function planNameOf(filename: string): string {
  const base = (filename.split(/[\\/]/).at(-1) ?? '').replace(/\.(ya?ml|json|ini|cfg|csv|txt|inventory)$/i, '');
  const label = base
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');
  return labelProblem(label) === null ? label : 'imported';
}
