import { sayDomains, sayNames } from '../availability/words/names';
import type { Translate } from '../availability/words/translate';
import type { FindingValues } from '../finding';
import type { FailureDomain } from '../schema';
import type { AssignNote } from './context';

/** The values of a note as its text quotes them: names joined as the language does it, domains with their kind. */
export function noteValues(t: Translate, domains: FailureDomain[], values: AssignNote['values']): FindingValues {
  const said = ([key, value]: [string, AssignNote['values'][string]]): [string, string | number] => {
    if (!Array.isArray(value)) return [key, value];
    return [key, key === 'domain' ? sayDomains(t, { domains }, value) : sayNames(t, value)];
  };
  return Object.fromEntries(Object.entries(values).map(said));
}
