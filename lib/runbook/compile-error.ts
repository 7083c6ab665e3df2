/** Why a plan could not be compiled. Messages: `errors.<code>` in messages/<language>/runbook.json. */
export const compileErrorCodes = [
  'facts-missing', // host
  'no-control-plane', // -
  'unsupported', // path, choice
  'etcd-not-stacked', // host
  'no-gateway', // -
  'no-runner', // -
  'no-rainbond', // -
  'console-needs-database', // -
  'interface-unknown', // host, address
  'architecture-unsupported', // host, architecture
  'os-unsupported', // host, os
  'bundle-lacks-file', // what, pattern
  'bundle-lacks-image', // image
  'manifest-invalid', // path, reason
  'value-unusable', // path, found
  'override-invalid', // document, reason
  'override-unknown-kind', // kind, known
  'override-api-version', // kind, found, needed
] as const;
export type CompileErrorCode = (typeof compileErrorCodes)[number];

/** What plan rules should have caught before: decide on `code`; `values` say what was found and what is needed. */
export class CompileError extends Error {
  constructor(
    readonly code: CompileErrorCode,
    readonly values: Record<string, string>,
  ) {
    super(`${code}: ${JSON.stringify(values)}`);
    this.name = 'CompileError';
  }
}
