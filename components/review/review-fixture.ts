import { type Runbook, runbookSchema, type Step, stepSchema } from '@/lib/runbook/runbook';

/** Steps and runbooks for the tests of this folder. */
export function step(id: string, change: Partial<Step> = {}): Step {
  const [action = '', host = ''] = id.split('/');
  return stepSchema.parse({
    id,
    action,
    host,
    phase: action,
    title: { key: `steps.${action}.title`, values: { host } },
    needs: [],
    observe: 'exit 1\n',
    act: `echo ${action}\n`,
    verify: 'true\n',
    deadlineSeconds: { observe: 60, act: 600, verify: 120 },
    estimateSeconds: 10,
    ...change,
  });
}

export function runbook(steps: Step[]): Runbook {
  return runbookSchema.parse({
    formatVersion: 1,
    kind: 'install',
    plan: 'prod',
    hosts: [...new Set(steps.map((each) => each.host))].map((name) => ({ name, address: '10.0.0.1', roles: [] })),
    phases: [...new Set(steps.map((each) => each.phase))].map((id) => ({ id })),
    secrets: [],
    steps,
    watch: null,
  });
}
