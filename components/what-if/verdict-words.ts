import { isHost } from '@/lib/plan/availability/holders';
import { type AvailabilityModel, capabilityOf } from '@/lib/plan/availability/model';
import type { CapabilityId, ComponentId } from '@/lib/plan/availability/requirement';
import type { Standing, Verdict } from '@/lib/plan/availability/verdict';
import { sayHolders } from '@/lib/plan/availability/words/names';
import { sayBack, sayNumbers } from '@/lib/plan/availability/words/say-verdict';
import type { Translate } from '@/lib/plan/availability/words/translate';

/** What a reader counts first of a capability that stands on several things. */
const counted: Partial<Record<CapabilityId, ComponentId>> = {
  'kubernetes-api': 'api-server',
  'application-entry': 'gateway',
  builds: 'builder',
  registry: 'image-hub',
  'rainbond-console': 'console-pod',
};

/** The line below a capability's name: numbers of what is hit worst, or of what still stands; '' when there is nothing to count. */
export function verdictNumbers(t: Translate, model: AvailabilityModel, verdict: Verdict): string {
  const [worst] = verdict.affected;
  if (worst && verdict.state !== 'up') return sayNumbers(t, worst);
  const standing = toldFirst(verdict);
  if (standing && !declaredOnly(model, verdict)) return sayNumbers(t, standing);
  return verdict.declared.length > 0 ? t('restsOn', { services: sayHolders(t, model, verdict.declared) }) : '';
}

const toldFirst = ({ capability, standing }: Verdict): Standing | undefined =>
  standing.find(({ component }) => component === counted[capability]) ?? standing[0];

/** When it is back. What stands on outside services alone has no outage of which this plan would know: that is its owners' word. */
export function verdictBack(t: Translate, model: AvailabilityModel, verdict: Verdict): string {
  const declared = verdict.state === 'up' && declaredOnly(model, verdict);
  return declared ? t('declared') : sayBack(t, model, verdict.back).text;
}

/** No host of the plan has a part in it. */
function declaredOnly(model: AvailabilityModel, { capability, declared }: Verdict): boolean {
  const requirements = capabilityOf(model, capability)?.requirements ?? [];
  return declared.length > 0 && !requirements.some(({ holders }) => holders.some(isHost));
}

/** vCPUs of the hosts that run pods, alive and in all; null while a host's facts are unknown. */
export function cpusLeft(model: AvailabilityModel, verdict: Verdict): { left: number; all: number } | null {
  if (verdict.capability !== 'scheduling') return null;
  const workers = model.hosts.filter(({ worker }) => worker);
  if (workers.length === 0 || workers.some(({ cpus }) => cpus === null)) return null;
  const lost = new Set(verdict.affected.flatMap((each) => (each.component === 'worker' ? each.lost : [])));
  const sum = (hosts: typeof workers) => hosts.reduce((total, { cpus }) => total + (cpus ?? 0), 0);
  return { left: sum(workers.filter(({ id }) => !lost.has(id))), all: sum(workers) };
}
