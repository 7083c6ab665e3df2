import { connect } from '@/lib/hosts/connect';
import type { HostConnection } from '@/lib/hosts/connection';
import { labAddress, labHosts, labTarget } from '@/lib/hosts/lab-target';
import { samplePlan } from '@/lib/plan/samples';
import { hostSchema, type Plan, type PlanHost } from '@/lib/plan/schema';
import type { CheckContext, CompareCheck, HostCheck, Outcome, Reading } from './check';

/** For *.lab.test.ts of checks: hosts that `lab up` made. A plan of theirs where each carries every role. */
export function labContext(change: (plan: Plan) => Plan = (plan) => plan): CheckContext {
  const base = samplePlan();
  const hosts = labHosts().map((name) =>
    hostSchema.parse({ ...base.hosts[0], name, address: labAddress(name), internalAddress: '' }),
  );
  return { plan: change({ ...base, hosts }), facts: {}, bundle: null };
}

const connections = new Map<string, Promise<HostConnection>>();

/** As root; shared by all tests of a file. */
export function onLab(host: string = labHosts()[0] ?? 'node1'): Promise<HostConnection> {
  const open = connections.get(host) ?? connect(labTarget('root', 'key', {}, host));
  connections.set(host, open);
  return open;
}

export async function closeLab(): Promise<void> {
  for (const open of connections.values()) (await open).close();
  connections.clear();
}

/** bash on a lab host that must exit 0: what makes a bad condition real, and takes it away again. */
export async function labSh(script: string, host?: string): Promise<string> {
  return (await onLab(host)).must(script, { deadlineMs: 60_000 });
}

export async function readOnLab(
  check: HostCheck | CompareCheck,
  host: PlanHost,
  context: CheckContext,
): Promise<Reading> {
  const began = Date.now();
  const end = await (await onLab(host.name)).run(check.script(context, host), {
    deadlineMs: (check.deadlineSeconds ?? 5) * 1000,
  });
  return { stdout: end.stdout, stderr: end.stderr, exitCode: end.exitCode ?? -1, tookMs: Date.now() - began };
}

/** What the check says of the first lab host now. */
export async function outcomeOnLab(check: HostCheck, context: CheckContext = labContext()): Promise<Outcome> {
  const [host] = context.plan.hosts;
  if (!host) throw new Error('the plan has no host');
  return check.judge(await readOnLab(check, host, context), context, host);
}
