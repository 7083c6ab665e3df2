'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { domainsOf } from '@/lib/plan/edits/domains';
import { usePlan } from './editor-context';
import { PlanField } from './plan-field';

type DomainFieldProps = {
  path: string;
  value: string;
  /** Several hosts that differ. */
  mixed?: boolean;
  onChange: (domain: string) => void;
};

/** A host's failure domain, one of the plan's or a new one. Taken when the field is left: half a name is no domain. */
export function DomainField({ path, value, mixed = false, onChange }: DomainFieldProps) {
  const t = useTranslations('editor.hosts');
  const plan = usePlan();
  const [draft, setDraft] = useState<string | null>(null);
  const domains = domainsOf(plan).map(({ name }) => name);
  const leave = () => {
    if (draft !== null && draft.trim() !== value) onChange(draft.trim());
    setDraft(null);
  };
  return (
    <PlanField
      path={path}
      label={t('failureDomain')}
      placeholder={mixed ? t('mixed') : t('failureDomainHint')}
      value={draft ?? value}
      suggestions={domains}
      onChange={(text) => setDraft(text)}
      onLeave={leave}
    />
  );
}
