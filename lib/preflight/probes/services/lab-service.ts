import { labAddress, labDo, labHosts } from '@/lib/hosts/lab-target';
import { withRainbond } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import type { CheckContext } from '../../check';
import { labContext } from '../../lab';

/** For *.lab.test.ts: where services stand. Hosts of the plan use them from elsewhere. */
export const serviceHost = (): string => labHosts().at(-1) ?? 'node3';
export const serviceAddress = (): string => labAddress(serviceHost());

/** `lab service`: a right or a wrong configuration (lab/services). */
export function serve(kind: string, configuration: string, ...words: string[]): void {
  labDo('service', serviceHost(), kind, configuration, ...words);
}

/** Of user rainbond in lab/services: with what shells and SQL take for their own. */
export const labServicePassword = `lab's "$pw"\\`;

/** A plan with Rainbond whose hosts are the lab's but for the one of the services. */
export function serviceContext(change: (plan: Plan) => void, kind: '5.17' | '6.x' = '6.x'): CheckContext {
  return labContext((plan) => {
    const hosts = plan.hosts.filter(({ name }) => name !== serviceHost());
    const changed = { ...plan, hosts };
    withRainbond(changed, kind, change);
    return changed;
  });
}
