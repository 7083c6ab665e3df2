import type { ProbeCheck, ServiceKind } from '../../check';

/** One check of a service; what all of a service's checks share is given once. */
export const checksOf =
  (service: ServiceKind, section: ProbeCheck['section'], appliesTo: ProbeCheck['appliesTo']) =>
  (
    id: string,
    source: string,
    byHand: ProbeCheck['byHand'],
    more: Partial<Pick<ProbeCheck, 'appliesTo'>> = {},
  ): ProbeCheck => ({
    kind: 'probe',
    group: 'services',
    service,
    section,
    id,
    source,
    appliesTo,
    byHand,
    ...more,
  });
