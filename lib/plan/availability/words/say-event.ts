import type { AvailabilityModel } from '../model';
import type { TimelineEvent } from '../timeline';
import { sayCapabilities, sayHolders, saySeconds } from './names';
import { sayBack } from './say-verdict';
import type { Translate } from './translate';

/** "50 s", "node-2 NotReady", "Services stop sending to it" */
export function sayEvent(
  t: Translate,
  model: AvailabilityModel,
  event: TimelineEvent,
): { when: string; title: string; text: string } {
  const back = event.back ? sayBack(t, model, event.back) : null;
  const values = {
    hosts: sayHolders(t, model, event.hosts),
    services: sayHolders(t, model, event.services),
    capabilities: sayCapabilities(t, event.capabilities),
    count: event.hosts.length,
    // ICU selects on letters only.
    mode: (event.mode ?? '').replace('-', ''),
    stops: event.capabilities.length === 0 ? 'none' : 'some',
    back: back ? back.act || back.text : '',
  };
  return {
    when: event.at ? saySeconds(t, event.at) : t('timeline.noEnd'),
    title: t(`timeline.${event.key}.title`, values),
    text: t(`timeline.${event.key}.text`, values),
  };
}
