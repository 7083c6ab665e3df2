'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { sayList } from '@/lib/plan/availability/words/names';
import {
  addDomain,
  freeDomainName,
  moveDomain,
  moveToDomain,
  removeDomain,
  renameDomain,
  setDomainKind,
} from '@/lib/plan/edits/domains';
import { addHost, placeSlipway, removeHosts } from '@/lib/plan/edits/hosts';
import { addService, removeService, type ServiceChoice, type ServiceSlot } from '@/lib/plan/edits/services';
import { type AnyRole, setRole } from '@/lib/plan/edits/set-role';
import type { FailureDomain, Plan } from '@/lib/plan/schema';
import type { EditPlan } from './topology-props';
import { useDomainWords } from './use-domain-words';

type Says = {
  /** Read aloud. */
  say: (text: string) => void;
  /** Read aloud, and shown with a way back: something of the plan is gone. */
  removed: (text: string) => void;
};

/** The diagram's edits of the plan, each with the words that say what it did. */
export function useDiagramEdits(plan: Plan, edit: EditPlan | undefined, { say, removed }: Says) {
  const t = useTranslations('topology');
  const ui = useTranslations('ui');
  const words = useTranslations('availability');
  const { nameIn, domainName, withKind } = useDomainWords();
  return useMemo(() => {
    const change: EditPlan = edit ?? (() => {});
    const namesOf = (places: readonly number[]) =>
      places.length > 3
        ? t('hostCount', { count: places.length })
        : sayList(
            words,
            places.map((place) => plan.hosts[place]?.name || t('unnamed')),
          );
    return {
      namesOf,
      setRole(places: readonly number[], role: AnyRole, has: boolean) {
        change((now) => setRole(now, new Set(places), role, has));
        say(t(has ? 'said.given' : 'said.taken', { role: ui(`role.${role}`), names: namesOf(places) }));
      },
      moveTo(places: readonly number[], domain: string) {
        change((now) => moveToDomain(now, new Set(places), domain));
        const names = namesOf(places);
        say(domain ? t('said.moved', { names, domain: nameIn(plan, domain) }) : t('said.out', { names }));
      },
      removeHosts(places: readonly number[]) {
        change((now) => removeHosts(now, new Set(places)));
        removed(t('said.removed', { name: namesOf(places) }));
      },
      addHost(domain = '') {
        change((now) => addHost(now, domain));
        say(t('said.added', { name: addHost(plan).hosts.at(-1)?.name ?? '' }));
      },
      addDomain(kind: FailureDomain['kind']) {
        const name = freeDomainName(plan, kind, (letter) => withKind(kind, letter));
        change((now) => addDomain(now, { name, kind }));
        say(t('said.added', { name: domainName({ name, kind }) }));
      },
      renameDomain(from: string, to: string) {
        change((now) => renameDomain(now, from, to));
        const renamed = renameDomain(plan, from, to);
        say(t('said.renamed', { from: nameIn(plan, from), to: nameIn(renamed, to) }));
      },
      /** @param other its neighbour on that side */
      moveDomain(name: string, by: -1 | 1, other: string) {
        change((now) => moveDomain(now, name, by));
        say(t(by < 0 ? 'said.before' : 'said.after', { name: nameIn(plan, name), other: nameIn(plan, other) }));
      },
      setDomainKind(name: string, kind: FailureDomain['kind']) {
        change((now) => setDomainKind(now, name, kind));
        say(t('said.kind', { name: nameIn(plan, name), kind }));
      },
      removeDomain(name: string) {
        change((now) => removeDomain(now, name));
        removed(t('said.removed', { name: nameIn(plan, name) }));
      },
      addService(choice: ServiceChoice, places: readonly number[] = []) {
        change((now) => addService(now, choice, { places: new Set(places) }));
        say(t('said.added', { name: t(`add.choice.${choice}`) }));
      },
      removeService(slot: ServiceSlot, name: string) {
        change((now) => removeService(now, slot));
        removed(t('said.removed', { name }));
      },
      placeSlipway(place: number | null) {
        change((now) => placeSlipway(now, place));
        say(place === null ? t('said.beside') : t('said.slipway', { name: namesOf([place]) }));
      },
    };
  }, [plan, edit, say, removed, t, ui, words, nameIn, domainName, withKind]);
}
export type DiagramEdits = ReturnType<typeof useDiagramEdits>;
