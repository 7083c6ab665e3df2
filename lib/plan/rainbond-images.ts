import type { Rainbond } from './schema';

/** `host` of `host:port/path/name`; '' for a name without a registry. */
export function registryHostOf(repository: string): string {
  const [head = '', ...rest] = repository.split('/');
  return rest.length > 0 && (/[.:]/.test(head) || head === 'localhost') ? head : '';
}

/** Tag of Rainbond's own images: the release's, unless the plan names another. */
export const installVersionOf = ({ installVersion, version }: Rainbond): string =>
  installVersion || `v${version}-release`;

/** `registry/path/name:tag` → `name`. */
export function imageName(tag: string): string {
  return (tag.split('/').at(-1) ?? tag).split(':')[0] ?? tag;
}
