import type { Headline } from '../headline';
import type { AvailabilityModel } from '../model';
import { sayCapabilities, sayDomains, sayHolders } from './names';
import type { Translate } from './translate';

/** "Survives 2 of 3 hosts, not node-2", "storage, console stop with node-2" */
export function sayHeadline(
  t: Translate,
  model: AvailabilityModel,
  headline: Headline,
): { title: string; text: string } {
  const { key, of, tolerates, points, failing, domains, declared } = headline;
  const hosts = sayHolders(t, model, points);
  const capabilities = sayCapabilities(t, headline.capabilities);
  const title = t(`headline.${key}`, {
    of,
    tolerates,
    hosts,
    capabilities,
    domains,
    survived: of - points.length,
    failing: sayDomains(t, model, failing),
  });
  if (key === 'some')
    return { title, text: t('stopsWith', { capabilities, count: headline.capabilities.length, hosts }) };
  const rests = declared.length > 0 && key !== 'empty' && key !== 'missing';
  return { title, text: rests ? t('restsOn', { services: sayHolders(t, model, declared) }) : '' };
}
