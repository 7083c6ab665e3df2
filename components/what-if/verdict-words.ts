import type { AvailabilityModel } from '@/lib/plan/availability/model';
import type { Verdict } from '@/lib/plan/availability/verdict';
import { sayHolders, sayList } from '@/lib/plan/availability/words/names';
import { sayBack, sayNumbers } from '@/lib/plan/availability/words/say-verdict';
import type { Translate } from '@/lib/plan/availability/words/translate';

/** The line below a capability's name: numbers of what is hit worst, or of what still stands; '' when there is nothing to count. */
export function verdictNumbers(t: Translate, model: AvailabilityModel, verdict: Verdict): string {
  const [worst] = verdict.affected;
  if (worst) return sayNumbers(t, worst);
  const standing = [...new Set(verdict.standing.map((each) => sayNumbers(t, each)))];
  if (standing.length > 0) return sayList(t, standing.slice(0, 2));
  return verdict.declared.length > 0 ? t('restsOn', { services: sayHolders(t, model, verdict.declared) }) : '';
}

/** When it is back. What stands on outside services alone has no outage of which this plan would know: that is its owners' word. */
export function verdictBack(t: Translate, model: AvailabilityModel, verdict: Verdict): string {
  const declaredOnly = verdict.state === 'up' && verdict.declared.length > 0 && verdict.standing.length === 0;
  return declaredOnly ? t('declared') : sayBack(t, model, verdict.back).text;
}
