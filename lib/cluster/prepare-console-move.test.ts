import { expect, test } from 'vitest';
import type { Plan } from '@/lib/plan/schema';
import { buildPlan, outside, type Sections } from '@/lib/plan/testing/build-plan';
import { readConsoleMoveForm } from './console-move-form';
import { prepareConsoleMove } from './prepare-console-move';

const database = { kind: 'external' as const, host: '10.0.9.3', credential: 'mysql' };
const made = { ...outside, database, rainbond: { kind: '6.x' as const, console: false } };
const existing = {
  ...made,
  kubernetes: { distribution: 'existing' as const, kubeconfig: 'old-cluster', runner: 'node-1', version: 'v1.30.4' },
};

/** Hosts with a way in, unless named. */
function planOf(sections: Sections, without: string[] = []): Plan {
  const plan = buildPlan(['all', 'all', 'all'], sections);
  const hosts = plan.hosts.map((host) => ({
    ...host,
    ssh: { ...host.ssh, credential: without.includes(host.name) ? '' : 'ops' },
  }));
  return { ...plan, hosts };
}
const prepare = (plan: Plan, search: Record<string, string> = {}, installed = true) =>
  prepareConsoleMove(plan, readConsoleMoveForm({ host: 'node-2', ...search }).form, installed);

test('a cluster of Slipway’s own is asked through its first control plane, by its own kubeconfig', () => {
  const { runbook } = prepare(planOf(made));
  expect(runbook?.hosts.map(({ name }) => name)).toEqual(['node-1', 'node-2']);
  expect(runbook?.secrets).toEqual([
    { id: 'database-password', scope: 'credential', credential: 'mysql', part: 'password' },
  ]);
  expect(runbook?.steps.at(-1)?.id).toBe('console-stop-old/node-2');
});

test('a cluster that was there before is asked on the host that was chosen, by the stored kubeconfig', () => {
  const plan = planOf({ ...existing, kubernetes: { ...existing.kubernetes, runner: 'node-3' } });
  const { runbook } = prepare(plan, { to: 'back' });
  expect(runbook?.secrets).toEqual([
    { id: 'kubeconfig', scope: 'credential', credential: 'old-cluster', part: 'kubeconfig' },
  ]);
  expect(runbook?.steps.map(({ id }) => id)).toEqual(['console-start-old/node-2', 'console-remove-new/node-3']);
});

test('what was chosen is what runs', () => {
  const { runbook } = prepare(planOf(made), { container: 'ui', data: '/data/ui', port: '7443' });
  const text = JSON.stringify(runbook);
  for (const chosen of ['docker stop ui', '/data/ui/cloudadaptor', ':7443']) expect(text).toContain(chosen);
});

const everyHost = ['node-1', 'node-2', 'node-3'];
test.each([
  { title: 'no Rainbond', plan: planOf({ ...made, rainbond: { kind: 'none' } }), code: 'no-rainbond' },
  { title: 'a built-in database', plan: planOf({ ...made, database: undefined }), code: 'console-needs-database' },
  { title: 'a console of the install', plan: planOf({ ...made, rainbond: { kind: '6.x' } }), code: 'console-there' },
  { title: 'no host to sign in to', plan: planOf(made, everyHost), code: 'no-ssh' },
  { title: 'a control plane that can’t be signed in to', plan: planOf(made, ['node-1']), code: 'runner-no-ssh' },
  { title: 'a host that can’t be signed in to', plan: planOf(made, ['node-2']), code: 'no-such-host' },
  {
    title: 'no host that helm runs on',
    plan: planOf({ ...existing, kubernetes: { ...existing.kubernetes, runner: '' } }),
    code: 'no-runner',
  },
  {
    title: 'no kubeconfig',
    plan: planOf({ ...existing, kubernetes: { ...existing.kubernetes, kubeconfig: '' } }),
    code: 'no-kubeconfig',
  },
  {
    title: 'no password of the database',
    plan: planOf({ ...made, database: { ...database, credential: '' } }),
    code: 'no-password',
  },
])('$title is said, and nothing can run', ({ plan, code }) => {
  expect(prepare(plan)).toMatchObject({ runbook: null, refused: { code } });
});

test('before its install a cluster of Slipway’s own has nothing that a console could move into', () => {
  expect(prepare(planOf(made), {}, false).refused?.code).toBe('no-cluster');
});

test('a console that the plan wishes for is in a cluster that was there before only once Slipway installed it', () => {
  const plan = planOf({ ...existing, rainbond: { kind: '6.x' } });
  expect(prepare(plan, {}, false).refused).toBeNull();
  expect(prepare(plan, {}, true).refused?.code).toBe('console-there');
});

test('the way back needs no database', () => {
  expect(prepare(planOf({ ...made, database: undefined }), { to: 'back' }).refused).toBeNull();
});
