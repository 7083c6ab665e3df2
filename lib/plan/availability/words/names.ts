import { wantsKind } from '../../domain-name';
import type { FailureDomain } from '../../schema';
import type { AvailabilityModel } from '../model';
import type { CapabilityId, HolderId, Seconds } from '../requirement';
import type { Translate } from './translate';

/** "node-1, node-2". Empty for none. */
export function sayList(t: Translate, items: string[]): string {
  const [first = '', ...others] = items;
  return others.length === 0 ? first : t('list.comma', { first, rest: sayList(t, others) });
}

export function sayHolder(t: Translate, model: AvailabilityModel, holder: HolderId): string {
  const host = model.hosts.find(({ id }) => id === holder);
  if (host) return host.name || host.address || holder;
  const address = model.services.find(({ id }) => id === holder)?.address;
  if (address) return t('vip', { address });
  return t(`services.${holder.replace(/^(service:etcd):\d+$/, '$1')}`);
}

/** "Rack A", with its kind unless the name says what it is. */
export function sayDomain(t: Translate, domain: FailureDomain): string {
  return wantsKind(domain) ? t(`domain.${domain.kind}`, { name: domain.name }) : domain.name;
}

/** @param name of a domain of the model */
export function sayDomainNamed(t: Translate, { domains }: Pick<AvailabilityModel, 'domains'>, name: string): string {
  return sayDomain(t, domains.find((each) => each.name === name) ?? { name, kind: 'rack' });
}

/** "Rack A, Room 2" */
export function sayDomains(t: Translate, model: Pick<AvailabilityModel, 'domains'>, names: string[]): string {
  return sayList(
    t,
    names.map((name) => sayDomainNamed(t, model, name)),
  );
}

/** More names than these make no sentence: the others are counted. */
const named = 6;

export function sayHolders(t: Translate, model: AvailabilityModel, holders: HolderId[]): string {
  return sayNames(t, [...new Set(holders.map((holder) => sayHolder(t, model, holder)))]);
}

/** All of them, or the first ones and how many more there are. */
export function sayNames(t: Translate, names: string[]): string {
  // One more is named rather than counted: it takes no more room.
  if (names.length <= named + 1) return sayList(t, names);
  return sayList(t, [...names.slice(0, named), t('list.more', { count: names.length - named })]);
}

/** "storage, console" */
export function sayCapabilities(t: Translate, ids: CapabilityId[]): string {
  return sayList(
    t,
    ids.map((id) => t(`short.${id}`)),
  );
}

/** "3–4 s", "50 s", "5 min 50 s" */
export function saySeconds(t: Translate, { from, to }: Seconds): string {
  if (from !== to) return t('duration.range', { from, to });
  if (to < 60) return t('duration.seconds', { seconds: to });
  return t('duration.minutes', { minutes: Math.floor(to / 60), seconds: to % 60 });
}
