import { sayNames } from './availability/words/names';
import type { Translate } from './availability/words/translate';
import type { Finding, FindingValues } from './finding';

/**
 * A finding's values as its text quotes them. Rules give the names of its hosts as one text; here they are joined as the reader's language
 * does it, and counted when they would make no sentence.
 *
 * @param t texts of the catalogue `availability`
 */
export function valuesToSay(t: Translate, { hosts, values }: Pick<Finding, 'hosts' | 'values'>): FindingValues {
  return hosts.length > 1 && values.hosts === hosts.join(', ') ? { ...values, hosts: sayNames(t, hosts) } : values;
}
