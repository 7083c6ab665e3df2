/** Why a request about a run was refused; texts: `<code>` in messages/<language>/errors.json. */
export type RunRefusal =
  | 'cluster-busy' // a run of this plan, or of another with one of its hosts, is queued or running
  | 'preflight-running' // somebody looks at one of its hosts right now
  | 'no-such-plan'
  | 'no-such-run'
  | 'no-such-step'
  | 'runbook-changed' // the checksum isn't that of the runbook: not what was reviewed
  | 'not-retryable' // only a failed or cancelled attempt can be tried again
  | 'superseded' // a newer run of the plan exists: this one's runbook may be out of date
  | 'credential-unusable' // a credential that the plan names is gone, or is of another kind than its place needs
  | 'not-running'; // nothing to cancel

export class RunError extends Error {
  override readonly name = 'RunError';
  readonly code: RunRefusal;
  readonly values: Record<string, string | number>;

  constructor(code: RunRefusal, values: Record<string, string | number> = {}) {
    super([code, ...Object.entries(values).map(([key, value]) => `${key}=${value}`)].join(' '));
    this.code = code;
    this.values = values;
  }
}
