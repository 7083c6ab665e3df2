import { type Runbook, runbookSchema, type Step } from '@/lib/runbook/runbook';

/** A runbook for tests: steps need only say what the test is about. */
export function fakeRunbook(steps: (Partial<Step> & { id: string })[], rest: Partial<Runbook> = {}): Runbook {
  const hosts = [...new Set(steps.map((step) => step.host ?? 'n1'))];
  return runbookSchema.parse({
    formatVersion: 1,
    kind: 'install',
    plan: 'test',
    hosts: hosts.map((name, index) => ({ name, address: `10.0.0.${11 + index}`, roles: ['worker'] })),
    phases: [{ id: 'prepare' }],
    secrets: [],
    watch: null,
    ...rest,
    steps: steps.map((step) => ({
      action: step.id.split('/')[0],
      phase: 'prepare',
      host: 'n1',
      title: { key: 'test', values: {} },
      needs: [],
      observe: `observe ${step.id}`,
      act: `act ${step.id}`,
      verify: `verify ${step.id}`,
      deadlineSeconds: { observe: 10, act: 60, verify: 30 },
      estimateSeconds: 1,
      ...step,
    })),
  });
}
