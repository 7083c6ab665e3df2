import { randomBytes } from 'node:crypto';
import { connect } from '@/lib/hosts/connect';
import type { HostConnection } from '@/lib/hosts/connection';
import { labAddress, labHosts, labTarget } from '@/lib/hosts/lab-target';
import { samplePlan } from '@/lib/plan/samples';
import { hostSchema, type Plan, type PlanHost } from '@/lib/plan/schema';
import type { CheckContext, CompareCheck, HostCheck, Outcome, Reading } from './check';
import type { Probe, ProbeSession } from './probe';
import { Probers } from './probes/prober/probers';
import { alone } from './readings';

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
  const end = await (await onLab(host.name)).run(alone(check.script(context, host)), {
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

/** What a probe said. */
export type ProbeRun = {
  outcomes: { check: string; host: string; outcome: Outcome }[];
  /** Throws when it said nothing: silence is what a session reports as not run. */
  of: (check: string, host?: string) => Outcome;
};

/** Runs a probe on the lab hosts that can be reached, with its own deadline, as the session does. */
export async function runProbeOnLab(
  probe: Probe,
  context: CheckContext = labContext(),
  more: Partial<Pick<ProbeSession, 'hosts' | 'secret' | 'clientCertificate' | 'signal' | 'nonce'>> = {},
): Promise<ProbeRun> {
  const hosts = more.hosts ?? context.plan.hosts;
  const open = new Map<string, HostConnection>();
  for (const host of hosts) open.set(host.name, await onLab(host.name));
  const said = new Map<string, ProbeRun['outcomes'][number]>();
  const deadline = AbortSignal.timeout(probe.deadlineSeconds * 1000);
  const signal = more.signal ? AbortSignal.any([more.signal, deadline]) : deadline;
  const nonce = more.nonce ?? randomBytes(6).toString('hex');
  const probers = new Probers({ nonce, hosts: context.plan.hosts, seconds: probe.deadlineSeconds }, signal);
  const on = (host: PlanHost) => {
    const connection = open.get(host.name);
    if (!connection) throw new Error(`${host.name} is not among this probe's hosts`);
    return connection;
  };
  const work = probe.run({
    context,
    hosts,
    on,
    prober: async (host) => probers.on(host, on(host)),
    secret: more.secret ?? (async () => null),
    clientCertificate: more.clientCertificate ?? (async () => null),
    emit: (check, host, outcome) => {
      if (!probe.checks.some(({ id }) => id === check)) throw new Error(`${probe.id} has no check ${check}`);
      said.set(`${check} ${host.name}`, { check, host: host.name, outcome });
    },
    running: () => {},
    signal,
    nonce,
  });
  await work.finally(() => probers.stop());
  return {
    outcomes: [...said.values()],
    of: (check, host = hosts[0]?.name) => {
      const one = said.get(`${check} ${host}`);
      if (!one) throw new Error(`${probe.id} said nothing of ${check} on ${host}`);
      return one.outcome;
    },
  };
}
