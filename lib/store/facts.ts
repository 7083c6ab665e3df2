import { type FactsByHost, type HostFacts, hostFactsSchema } from '@/lib/plan/facts';
import { type Place, placeKey, placeOfHost } from '@/lib/plan/place';
import type { PlanHost } from '@/lib/plan/schema';
import { db } from './db';

/** Keeps the newest facts of a host; older ones that arrive late change nothing. */
export async function saveFacts({ way, address, port }: Place, facts: HostFacts): Promise<void> {
  const gatheredAt = new Date(facts.gatheredAt);
  const data = { facts, gatheredAt };
  const { count } = await db().hostFacts.updateMany({
    where: { way, address, port, gatheredAt: { lte: gatheredAt } },
    data,
  });
  if (count === 0) await db().hostFacts.createMany({ data: { way, address, port, ...data }, skipDuplicates: true });
}

/** null when the host was never reached, or its facts were written by a version that knew less. */
export async function latestFacts({ way, address, port }: Place): Promise<HostFacts | null> {
  const row = await db().hostFacts.findUnique({ where: { way_address_port: { way, address, port } } });
  const parsed = hostFactsSchema.safeParse(row?.facts);
  return parsed.success ? parsed.data : null;
}

/** Latest facts of a plan's hosts, by the plan's names; hosts without are absent. */
export async function factsOf(hosts: PlanHost[]): Promise<FactsByHost> {
  const rows = await db().hostFacts.findMany({ where: { OR: hosts.map(placeOfHost) } });
  const byPlace = new Map(rows.map((row) => [placeKey(row), row.facts]));
  const found: FactsByHost = {};
  for (const host of hosts) {
    const parsed = hostFactsSchema.safeParse(byPlace.get(placeKey(placeOfHost(host))));
    if (parsed.success) found[host.name] = parsed.data;
  }
  return found;
}
