import type { AttemptView, RunView, StepView } from '@/lib/runs/view';

/** Views for the tests of this folder: waiting steps and a running run, changed by what a test is about. */
export function attemptView(change: Partial<AttemptView> = {}): AttemptView {
  return {
    number: 1,
    state: 'acting',
    startedAt: 0,
    finishedAt: null,
    actStartedAt: null,
    uploadedBytes: 0,
    error: null,
    ...change,
  };
}

export function stepView(id: string, change: Partial<StepView> = {}): StepView {
  const [action = '', host = ''] = id.split('/');
  return {
    id,
    action,
    phase: action,
    host,
    title: { key: `steps.${action}`, values: {} },
    needs: [],
    uploadBytes: 0,
    estimateSeconds: 10,
    state: 'waiting',
    attempts: [],
    ...change,
  };
}

export function runView(steps: StepView[], change: Partial<RunView> = {}): RunView {
  const names = [...new Set(steps.map((step) => step.host))];
  return {
    id: 'run-1',
    number: 7,
    planId: 'plan-1',
    planName: 'prod',
    kind: 'install',
    version: 1,
    state: 'running',
    createdAt: 0,
    startedAt: 0,
    finishedAt: null,
    createdBy: 'owner',
    cancelRequested: false,
    lastSeq: 0,
    redactedLines: 0,
    hosts: names.map((name, i) => ({ name, address: `10.0.0.${11 + i}`, roles: ['worker'] })),
    phases: [...new Set(steps.map((step) => step.phase))].map((id) => ({ id })),
    steps,
    cluster: null,
    hasKubeconfig: false,
    ...change,
  };
}
