import type { PlanHost } from '@/lib/plan/schema';
import type { ProbeSession } from '../../probe';
import type { Prober } from '../prober/prober';
import { type Measured, nothingMeasured } from './measured';

/** A host that takes part: its place in the plan, who asks there, and what it has said. */
export type Station = { index: number; host: PlanHost; prober: Prober; measured: Measured };

export function stationsOf(session: ProbeSession): Promise<Station[]> {
  const { plan } = session.context;
  return Promise.all(
    session.hosts.map(async (host) => {
      const index = plan.hosts.findIndex(({ name }) => name === host.name);
      return { index, host, prober: await session.prober(host), measured: nothingMeasured() };
    }),
  );
}
