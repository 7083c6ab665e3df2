/** What can go wrong between the console and a host. Texts: `errors.<code>` in messages/<language>/hosts.json. */
export const hostErrorCodes = [
  'unreachable',
  'timeout',
  'refused',
  'name-not-found',
  'dropped',
  'auth-failed',
  'auth-method-not-offered',
  'auth-needs-more',
  'password-expired',
  'credential-missing',
  'credential-kind',
  'key-unreadable',
  'passphrase-wrong',
  'host-key-unknown',
  'host-key-changed',
  'not-linux',
  'no-shell',
  'bash-missing',
  'sessions-refused',
  'sudo-missing',
  'sudo-password-needed',
  'sudo-password-wrong',
  'sudo-not-allowed',
  'sudo-needs-terminal',
  'forwarding-not-allowed',
  'connection-lost',
  'deadline',
  'no-space',
  'artifact-changed',
  'command-failed',
  'facts-unreadable',
  'fenced',
  'cancelled',
  'protocol',
] as const;
export type HostErrorCode = (typeof hostErrorCodes)[number];

export type HostErrorValues = Record<string, string | number>;

const retryableCodes: ReadonlySet<HostErrorCode> = new Set([
  'connection-lost',
  'timeout',
  'unreachable',
  'refused',
  'dropped',
]);

/**
 * `values` are what the code's text quotes (`host`, `address`, `port`, `user`, `found`, `needed`, …). With `hop` (1 is the
 * first) and `hops` it is about a bastion on the way to `host`, and `address`, `port` and `user` are the bastion's; with
 * `from` it is what that bastion saw when it went on to `address`. `stdout` and
 * `stderr` are whole, never shortened. None of them ever holds a secret: callers pass names and numbers, and what a
 * host printed before it was given one.
 */
export class HostError extends Error {
  override readonly name = 'HostError';
  readonly code: HostErrorCode;
  readonly values: HostErrorValues;
  readonly stdout: string;
  readonly stderr: string;

  constructor(
    code: HostErrorCode,
    values: HostErrorValues = {},
    more: { stdout?: string; stderr?: string; cause?: unknown } = {},
  ) {
    const quoted = Object.entries(values).map(([key, value]) => `${key}=${value}`);
    super([code, ...quoted].join(' '), more.cause === undefined ? undefined : { cause: more.cause });
    this.code = code;
    this.values = values;
    this.stdout = more.stdout ?? '';
    this.stderr = more.stderr ?? '';
  }

  /** Whether trying the same again, unchanged, can help. */
  get retryable(): boolean {
    return retryableCodes.has(this.code);
  }
}

/** Any failure as a HostError; what is not one already becomes `protocol` with its message as `found`. */
export function asHostError(error: unknown, values: HostErrorValues): HostError {
  if (error instanceof HostError) return error;
  const found = error instanceof Error ? error.message : String(error);
  return new HostError('protocol', { ...values, found }, { cause: error });
}
