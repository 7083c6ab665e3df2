import { type FactsByHost, type HostFacts, hostFactsSchema } from '@/lib/plan/facts';
import type { PlanHost } from '@/lib/plan/schema';
import { db } from './db';

type Place = { address: string; port: number };

/** Keeps the newest facts of a host; older ones that arrive late change nothing. */
export async function saveFacts({ address, port }: Place, facts: HostFacts): Promise<void> {
  const gatheredAt = new Date(facts.gatheredAt);
  const data = { facts, gatheredAt };
  const { count } = await db().hostFacts.updateMany({
    where: { address, port, gatheredAt: { lte: gatheredAt } },
    data,
  });
  if (count === 0) await db().hostFacts.createMany({ data: { address, port, ...data }, skipDuplicates: true });
}

/** null when the host was never reached, or its facts were written by a version that knew less. */
export async function latestFacts({ address, port }: Place): Promise<HostFacts | null> {
  const row = await db().hostFacts.findUnique({ where: { address_port: { address, port } } });
  const parsed = hostFactsSchema.safeParse(row?.facts);
  return parsed.success ? parsed.data : null;
}

/** Latest facts of a plan's hosts, by the plan's names; hosts without are absent. */
export async function factsOf(hosts: PlanHost[]): Promise<FactsByHost> {
  const places = hosts.map((host) => ({ address: host.address, port: host.ssh.port }));
  const rows = await db().hostFacts.findMany({ where: { OR: places } });
  const found: FactsByHost = {};
  for (const host of hosts) {
    const row = rows.find((candidate) => candidate.address === host.address && candidate.port === host.ssh.port);
    const parsed = hostFactsSchema.safeParse(row?.facts);
    if (parsed.success) found[host.name] = parsed.data;
  }
  return found;
}
