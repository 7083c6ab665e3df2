import type { HostFacts } from '@/lib/plan/facts';
import { sampleFacts, samplePlan } from '@/lib/plan/samples';
import { hostSchema, type Plan } from '@/lib/plan/schema';

/** A plan of hosts without roles, each in the domain at its place ('' for none): `hosts('A', 'B', 'C')`. */
export function planOf(...domains: string[]): Plan {
  return samplePlan((plan) => {
    plan.domains = [...new Set(domains)].filter((name) => name !== '').map((name) => ({ name, kind: 'rack' }));
    plan.hosts = domains.map((failureDomain, index) =>
      hostSchema.parse({ name: `node-${index + 1}`, address: `10.0.0.${11 + index}`, failureDomain }),
    );
  });
}

/** A host whose only disk turns. */
export function rotating(address: string, change: (facts: HostFacts) => void = () => {}): HostFacts {
  return sampleFacts(address, (facts) => {
    for (const disk of facts.disks) disk.rotational = true;
    change(facts);
  });
}
