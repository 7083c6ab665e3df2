import type { AvailabilityModel } from '../model';
import type { Affected, Back, Caution, Standing, Verdict } from '../verdict';
import { sayHolders, saySeconds } from './names';
import type { Translate } from './translate';

/** "down", "may be down" */
export const sayState = (t: Translate, { state, certain }: Pick<Verdict, 'state' | 'certain'>): string =>
  t(`${certain ? 'states' : 'may'}.${state}`);

/** The rule's one sentence, with the numbers of this plan. */
export const sayRule = (t: Translate, { rule, alive, of, need, values }: Affected): string =>
  t(`rules.${rule}`, { ...values, alive, of, need });

/** "2 of 3 members, quorum 2" */
export const sayNumbers = (
  t: Translate,
  { component, alive, of, need }: Pick<Affected | Standing, 'component' | 'alive' | 'of' | 'need'>,
): string => t(`numbers.${component}`, { alive, of, need });

/** How it comes back; `act` is the sentence that says what a person does, '' when nobody has to. */
export function sayBack(t: Translate, model: AvailabilityModel, back: Back): { text: string; act: string } {
  const act = (hosts: string[]) => ('act' in back ? t(`acts.${back.act}`, { hosts: sayHolders(t, model, hosts) }) : '');
  switch (back.kind) {
    case 'none':
      return { text: t('back.none'), act: '' };
    case 'seconds':
      return { text: t('back.seconds', { time: saySeconds(t, back) }), act: '' };
    case 'hosts': {
      const hosts = sayHolders(t, model, back.hosts);
      return { text: t(`back.${back.mode}`, { hosts, count: back.count, all: back.hosts.length }), act: '' };
    }
    case 'declared':
      return {
        text: t('back.declared', { services: sayHolders(t, model, back.services) }),
        act: t('acts.mend-service'),
      };
    case 'person':
    case 'never':
      return { text: t(`back.${back.kind}`), act: act(back.hosts) };
  }
}

export const sayCaution = (t: Translate, model: AvailabilityModel, { key, hosts }: Caution): string =>
  t(`cautions.${key}`, { hosts: sayHolders(t, model, hosts) });
