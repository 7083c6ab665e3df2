import { describe, expect, test } from 'vitest';
import { ActionFailure } from '@/lib/auth/action';
import { PreflightError, type PreflightRefusal } from '@/lib/preflight/preflight-error';
import { RunError, type RunRefusal } from '@/lib/runs/run-error';
import { PlanStoreError } from '@/lib/store/plans';
import en from '@/messages/en/errors.json';
import zh from '@/messages/zh/errors.json';
import { asActionFailure } from './run-refusal';

const refusals: Record<RunRefusal, true> = {
  'cluster-busy': true,
  'preflight-running': true,
  'no-such-plan': true,
  'no-such-run': true,
  'no-such-step': true,
  'runbook-changed': true,
  'not-retryable': true,
  superseded: true,
  'credential-unusable': true,
  'not-running': true,
};

const preflightRefusals: Record<PreflightRefusal, true> = {
  'preflight-running': true,
  'preflight-not-running': true,
  'no-such-plan': true,
  'no-hosts': true,
  'nothing-asked': true,
};

describe('refusals of a run or a preflight', () => {
  test('keep their code and values', () => {
    const failure = asActionFailure(new RunError('cluster-busy', { run: 7 }));
    expect(failure).toBeInstanceOf(ActionFailure);
    expect(failure).toMatchObject({ code: 'cluster-busy', values: { run: 7 } });
  });

  test('a preflight’s, too', () => {
    const failure = asActionFailure(new PreflightError('preflight-running', { by: 'Wei' }));
    expect(failure).toMatchObject({ code: 'preflight-running', values: { by: 'Wei' } });
  });

  test('a plan that is gone is said, other errors are not dressed up', () => {
    expect(asActionFailure(new PlanStoreError('not-found', 'p1'))).toMatchObject({ code: 'no-such-plan' });
    const unexpected = new Error('disk on fire');
    expect(asActionFailure(unexpected)).toBe(unexpected);
  });

  test('every refusal is explained in both languages', () => {
    for (const code of Object.keys({ ...refusals, ...preflightRefusals })) {
      expect(en, code).toHaveProperty(code);
      expect(zh, code).toHaveProperty(code);
    }
  });
});
