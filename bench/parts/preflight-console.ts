import { labTarget } from '@/lib/hosts/lab-target';
import type { Plan } from '@/lib/plan/schema';
import { probes, scriptChecks } from '@/lib/preflight/catalogue';
import { accessChecks } from '@/lib/preflight/checks/access';
import { runPreflight } from '@/lib/preflight/session';

/** A target of the bench: one address of a lab host. */
export type Target = { name: string; address: string; host: string };
/** `whole`: with what hosts try between them and each in a room of its own; without it what each host answers by itself and comparisons. */
export type Order = { plan: Plan; targets: Target[]; whole: boolean };

/** fio's share: it is left out of what is compared with Ansible, which writes to no disk. */
export const leftOut = 'fsync';
export type Round = {
  seconds: number;
  /** Of this process, user and system. */
  cpuSeconds: number;
  /** Largest so far, MiB. */
  peakMb: number;
  /** Answers by state: passed, finding, not-run. */
  answers: Record<string, number>;
  /** What was not run, by its reason. */
  notRun: Record<string, number>;
  /** What was thrown where nothing should be. */
  unexpected: string[];
  /** Targets that were not reached, and why. */
  failed: string[];
};

/**
 * What the console does for a preflight, in a process of its own: connecting, facts and the checks of the order, without the pages that watch and the database that keeps it. Each message is a round.
 */
process.on('message', async ({ plan, targets, whole }: Order) => {
  const hostOf = new Map(targets.map(({ name, host }) => [name, host]));
  const cpu = process.cpuUsage();
  const unexpected: string[] = [];
  const began = performance.now();
  const report = await runPreflight({
    context: { plan, bundle: null },
    ...{ planId: '', planRevision: 0, startedBy: '' },
    targetOf: async ({ name, address }) => ({ ...labTarget('root', 'key', {}, hostOf.get(name) ?? ''), name, address }),
    secrets: { secret: async () => null, clientCertificate: async () => null },
    // Every change goes somewhere, as on a page.
    onReport: (each) => JSON.stringify(each).length,
    everyMs: 500,
    onUnexpected: (where, error) => unexpected.push(`${where}: ${error}`),
    catalogue: {
      access: accessChecks,
      scripts: scriptChecks,
      probes: whole ? probes.filter(({ id }) => id !== leftOut) : [],
    },
  });
  const notRun: Record<string, number> = {};
  for (const result of report.results) {
    if (result.state !== 'not-run') continue;
    const why = `${result.reason} ${JSON.stringify(result.values)}`;
    notRun[why] = (notRun[why] ?? 0) + 1;
  }
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const answers: Record<string, number> = {};
  for (const { state } of report.results) answers[state] = (answers[state] ?? 0) + 1;
  const round: Round = {
    seconds,
    cpuSeconds: (user + system) / 1e6,
    peakMb: process.resourceUsage().maxRSS / 1024,
    answers,
    notRun,
    unexpected,
    failed: report.hosts.flatMap(({ name, error }) => (error ? [`${name}: ${error.code}`] : [])),
  };
  process.send?.(round);
});
