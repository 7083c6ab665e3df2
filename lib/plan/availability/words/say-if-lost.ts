import type { IfLost } from '../if-lost';
import { sayCapabilities, saySeconds } from './names';
import type { Translate } from './translate';

/** More than fits a card's footer is counted. */
const named = 2;

/** "If lost: storage, console stop" */
export function sayIfLost(t: Translate, { outcome, capabilities, certain, seconds }: IfLost): string {
  const capabilitiesText = sayCapabilities(t, capabilities.slice(0, named));
  const more = capabilities.length - named;
  return t(outcome === 'stops' && more > 0 ? 'ifLost.stopsMore' : `ifLost.${outcome}`, {
    capabilities: capabilitiesText,
    count: capabilities.length,
    more,
    certain: certain ? 'yes' : 'no',
    time: seconds ? saySeconds(t, seconds) : '',
  });
}
