import type { Reason } from '../grade';
import type { AvailabilityModel } from '../model';
import type { RemedyStep } from '../remedies/edit';
import type { LossSet } from '../smallest-sets';
import { sayCapabilities, sayDomains, sayHolders, sayList } from './names';
import type { Translate } from './translate';

/** "any 2 of 3: node-1, node-2, node-3, with node-4" */
export function saySet(t: Translate, model: AvailabilityModel, set: LossSet): string {
  const [first = '', ...others] = set.parts.map(({ holders, count }) => {
    const hosts = sayHolders(t, model, holders);
    return count === holders.length ? t('sets.one', { hosts }) : t('sets.any', { hosts, count, of: holders.length });
  });
  return others.reduce((text, rest) => t('sets.with', { first: text, rest }), first);
}

export function sayReason(t: Translate, model: AvailabilityModel, reason: Reason): string {
  return t(`grade.reasons.${reason.key}`, {
    met: reason.met ? 'yes' : reason.unknown ? 'unknown' : 'no',
    hosts: sayHolders(t, model, reason.hosts),
    domains: sayDomains(t, model, reason.domains),
    capabilities: sayCapabilities(t, reason.capabilities),
    count: reason.key === 'domains' ? reason.hosts.length : reason.count,
    of: reason.of,
  });
}

/** What to change, and what that costs. */
export function sayStep(t: Translate, { id, values, hosts }: RemedyStep): { title: string; cost: string } {
  const said = { hosts: sayList(t, hosts), ...values };
  return { title: t(`remedies.${id}.title`, said), cost: t(`remedies.${id}.cost`, said) };
}
