/** Why an API server gave no answer. Texts: `api.<code>` in messages/<language>/errors.json. */
export const apiErrorCodes = [
  'kubeconfig', // it names no cluster
  'proxy', // it leads through one: found
  'refused', // address, port
  'name-not-found', // found: the name
  'unreachable',
  'timeout', // seconds
  'certificate', // found: OpenSSL's code
  'tunnel', // the way by SSH: found
  'unauthorized', // 401
  'forbidden', // 403: found is what the server says
  'not-found', // 404
  'refused-by-api', // any other status: status, found
  'unreadable', // found
  'too-much', // found
  'stopped',
  'failed', // found
] as const;
export type ApiErrorCode = (typeof apiErrorCodes)[number];

export type ApiErrorValues = Record<string, string | number>;

/** `values` are what the code's text quotes; none of them holds a secret. */
export class KubernetesApiError extends Error {
  override readonly name = 'KubernetesApiError';

  constructor(
    readonly code: ApiErrorCode,
    readonly values: ApiErrorValues = {},
    options: { cause?: unknown } = {},
  ) {
    const quoted = Object.entries(values).map(([key, value]) => `${key}=${value}`);
    super([code, ...quoted].join(' '), options);
  }
}

const bySystemCode: Record<string, ApiErrorCode> = {
  ECONNREFUSED: 'refused',
  // A tunnel whose other end could not be reached is closed without a word.
  ECONNRESET: 'refused',
  EPIPE: 'refused',
  ENOTFOUND: 'name-not-found',
  EAI_AGAIN: 'name-not-found',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ETIMEDOUT: 'timeout',
  ABORT_ERR: 'stopped',
};

/** What Node says of a request that failed, by its code and never by its words. */
export function apiErrorOf(error: unknown, values: ApiErrorValues = {}): KubernetesApiError {
  if (error instanceof KubernetesApiError) return error;
  const { code = '', message = String(error) } = error as { code?: unknown; message?: string };
  const name = typeof code === 'string' ? code : '';
  const known = bySystemCode[name];
  if (known) return new KubernetesApiError(known, { ...values, found: name }, { cause: error });
  if (/^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH)/.test(name))
    return new KubernetesApiError('certificate', { ...values, found: name }, { cause: error });
  return new KubernetesApiError('failed', { ...values, found: (name || message).slice(0, 200) }, { cause: error });
}
