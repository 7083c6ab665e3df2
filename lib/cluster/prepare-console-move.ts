import { hostsWithRole, internalAddressOf, type Plan } from '@/lib/plan/schema';
import { runnerOf } from '@/lib/plan/ssh-hosts';
import { CompileError, type CompileErrorCode } from '@/lib/runbook/compile-error';
import { compileConsoleMigration, compileConsoleReturn } from '@/lib/runbook/rainbond/migrate-console';
import { entryAddressOf, type RainbondTarget } from '@/lib/runbook/rainbond/target';
import type { Runbook } from '@/lib/runbook/runbook';
import type { ConsoleMoveForm } from './console-move-form';

/** Why there is nothing to run. Texts: `cluster.console.refused.<code>`, and `runbook.errors.<code>` for the compiler's. */
export type ConsoleMoveRefusal = {
  code:
    | 'no-cluster' // the plan's own is not installed yet
    | 'no-ssh' // no host of the plan can be signed in to
    | 'no-such-host' // host: not in the plan, or can't be signed in to
    | 'runner-no-ssh' // host
    | 'no-kubeconfig'
    | 'no-password'
    | 'console-there' // the install put a console into the cluster
    | CompileErrorCode;
  values: Record<string, string>;
};

export type PreparedConsoleMove = { runbook: Runbook; refused: null } | { runbook: null; refused: ConsoleMoveRefusal };

/** Hosts that the old console can be on: those that somebody said how to sign in to. */
export function consoleHosts(plan: Plan): { name: string; address: string }[] {
  return plan.hosts.filter(({ ssh }) => ssh.credential !== '').map(({ name, address }) => ({ name, address }));
}

/**
 * The runbook of a console's move, or why there is none.
 *
 * @param plan the one that the cluster was made from; for a cluster that exists, the newest
 * @param installed an install of this plan put Rainbond there
 */
export function prepareConsoleMove(plan: Plan, form: ConsoleMoveForm, installed: boolean): PreparedConsoleMove {
  const refuse = (code: ConsoleMoveRefusal['code'], values: Record<string, string> = {}): PreparedConsoleMove => ({
    runbook: null,
    refused: { code, values },
  });
  const { rainbond, database, kubernetes } = plan;
  const existing = kubernetes.distribution === 'existing';
  const move = form.to === 'move';
  if (rainbond.kind === 'none') return refuse('no-rainbond');
  if (move && database.kind !== 'external') return refuse('console-needs-database');
  if (move && installed && rainbond.console) return refuse('console-there');
  if (!existing && !installed) return refuse('no-cluster');
  const hosts = consoleHosts(plan);
  if (hosts.length === 0) return refuse('no-ssh');
  const runner = existing ? runnerOf(plan) : hostsWithRole(plan, 'control-plane')[0];
  if (!runner) return refuse(existing ? 'no-runner' : 'no-control-plane');
  if (runner.ssh.credential === '') return refuse('runner-no-ssh', { host: runner.name });
  if (existing && kubernetes.kubeconfig === '') return refuse('no-kubeconfig');
  if (move && database.kind === 'external' && database.credential === '') return refuse('no-password');
  if (!hosts.some(({ name }) => name === form.host)) return refuse('no-such-host', { host: form.host });
  try {
    const nodes = plan.hosts.map((host) => ({
      gateway: host.roles.includes('gateway'),
      internalIP: internalAddressOf(host),
    }));
    const kubeconfig: RainbondTarget['runner']['kubeconfig'] = existing ? 'secret' : 'admin.conf';
    const target = {
      ...{ plan, rainbond, entryAddress: entryAddressOf(plan, nodes) },
      runner: { host: runner.name, kubeconfig, zstd: false },
    };
    const old = { host: form.host, container: form.container, dataFolder: form.data, port: Number(form.port) };
    return { runbook: (move ? compileConsoleMigration : compileConsoleReturn)(target, old), refused: null };
  } catch (error) {
    if (error instanceof CompileError) return refuse(error.code, error.values);
    throw error;
  }
}
