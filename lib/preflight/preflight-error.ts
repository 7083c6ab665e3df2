/** Why a request about a preflight was refused; texts: `<code>` in messages/<language>/errors.json. */
export type PreflightRefusal =
  | 'preflight-running' // one of this plan is under way
  | 'preflight-not-running'
  | 'no-such-plan'
  | 'no-hosts'
  | 'nothing-asked'; // `only` names no check or host of the plan

export class PreflightError extends Error {
  override readonly name = 'PreflightError';
  constructor(
    readonly code: PreflightRefusal,
    readonly values: Record<string, string | number> = {},
  ) {
    super([code, ...Object.entries(values).map(([key, value]) => `${key}=${value}`)].join(' '));
  }
}
