import type { StepError } from './view';

/** A step's part failed for good; `messages` and `seq` are filled in from the log when the attempt is closed. */
export class StepFailure extends Error {
  override readonly name = 'StepFailure';
  readonly error: Omit<StepError, 'message' | 'seq'>;

  constructor(
    part: StepError['part'],
    code: string,
    more: Partial<Pick<StepError, 'exitCode' | 'command' | 'line'>> = {},
    cause?: unknown,
  ) {
    super(`${part}: ${code}`, { cause });
    this.error = { part, code, exitCode: null, command: '', line: 0, ...more };
  }
}
