'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { Mono } from '@/components/ui/mono';
import type { AvailabilityModel } from '@/lib/plan/availability/model';
import { ruleSources, sourceLinks } from '@/lib/plan/availability/rules';
import type { Affected } from '@/lib/plan/availability/verdict';
import { sayBack, sayNumbers, sayRule } from '@/lib/plan/availability/words/say-verdict';

const Facts = styled('dl')({
  display: 'grid',
  gridTemplateColumns: 'minmax(82px, max-content) 1fr',
  columnGap: 8,
  rowGap: 3,
  margin: 0,
  fontSize: 12,
  lineHeight: '18px',
  '& dt': { color: 'var(--ink3)' },
  '& dd': { margin: 0, minWidth: 0, overflowWrap: 'anywhere' },
  '& .id': { color: 'var(--ink2)', fontSize: 'var(--smallest)' },
});

/** Why: the rule in one sentence with its id and source, the numbers, and how it comes back. */
export function VerdictReason({ model, affected }: { model: AvailabilityModel; affected: Affected }) {
  const t = useTranslations('what-if');
  const words = useTranslations('availability');
  const back = sayBack(words, model, affected.back);
  return (
    <Facts>
      <dt>{t('rule')}</dt>
      <dd>
        {sayRule(words, affected)} <Mono className="id">{affected.rule}</Mono>
      </dd>
      <dt>{t('numbers')}</dt>
      <dd>{sayNumbers(words, affected)}</dd>
      <dt>{t('comesBack')}</dt>
      <dd>{back.act ? t('backAct', { back: back.text, act: back.act }) : back.text}</dd>
      <dt>{t('source')}</dt>
      <dd>
        <RuleSource rule={affected.rule} />
      </dd>
    </Facts>
  );
}

function RuleSource({ rule }: { rule: Affected['rule'] }) {
  const words = useTranslations('availability.sources');
  const source = ruleSources[rule];
  const link = sourceLinks[source];
  if (!link) return words(source);
  return (
    <a href={link} target="_blank" rel="noreferrer">
      {words(source)}
    </a>
  );
}
