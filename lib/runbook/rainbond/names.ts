/** Namespace of Rainbond itself: the charts and the operator know no other. */
export const namespace = 'rbd-system';
/** Namespace of the test application, gone when it is proved. */
export const proofNamespace = 'slipway-proof';
export const release = 'rainbond';

/** `host` of `host:port/path/name`; '' for an image name without a registry. */
export function registryHostOf(repository: string): string {
  const [head = '', ...rest] = repository.split('/');
  return rest.length > 0 && (/[.:]/.test(head) || head === 'localhost') ? head : '';
}
