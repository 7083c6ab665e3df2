'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { sayDomain, sayDomainNamed } from '@/lib/plan/availability/words/names';
import { kindSaid } from '@/lib/plan/domain-name';
import { domainsOf } from '@/lib/plan/edits/domains';
import type { FailureDomain, Plan } from '@/lib/plan/schema';

/** What a failure domain is called wherever a person reads of it: "Rack A", in the page's language. */
export function useDomainWords() {
  const words = useTranslations('availability');
  return useMemo(
    () => ({
      domainName: (domain: FailureDomain) => sayDomain(words, domain),
      /** @param name of one of the plan's domains */
      nameIn: (plan: Plan, name: string) => sayDomainNamed(words, { domains: domainsOf(plan) }, name),
      withKind: (kind: FailureDomain['kind'], name: string) => words(`domain.${kind}`, { name }),
      /** Its kind when what it is called doesn't say it: a rack "Row 1". */
      unsaidKind: (domain: FailureDomain) => {
        const said = kindSaid(sayDomain(words, domain));
        return said === null ? domain.kind : null;
      },
    }),
    [words],
  );
}
