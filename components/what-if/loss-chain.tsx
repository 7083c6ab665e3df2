'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Icon } from '@/components/ui/icons';
import { ChipFrame } from '@/components/ui/role-chip';
import { isHost } from '@/lib/plan/availability/holders';
import type { AvailabilityModel } from '@/lib/plan/availability/model';
import type { CapabilityId, State } from '@/lib/plan/availability/requirement';
import type { Affected } from '@/lib/plan/availability/verdict';
import { sayHolder } from '@/lib/plan/availability/words/names';

const Line = styled('ol')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '4px 5px',
  listStyle: 'none',
  margin: '0 0 10px',
  padding: 0,
  '& li': { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 5 },
  '& li > svg': { color: 'var(--ink3)' },
});

/** More holders than these are counted, not named. */
const named = 3;

/** What failed is red; what it touches has the colour of what becomes of it. */
const tones: Record<State, 'warn' | 'bad' | undefined> = {
  up: undefined,
  degraded: 'warn',
  down: 'bad',
  'data-lost': 'bad',
};

type LossChainProps = { model: AvailabilityModel; affected: Affected; capability: CapabilityId };

/** From what failed over the component that was on it to the capability. */
export function LossChain({ model, affected, capability }: LossChainProps) {
  const t = useTranslations('what-if');
  const words = useTranslations('availability');
  const { lost, component, via, state } = affected;
  const tone = tones[state];
  const steps: { key: string; chips: ReactNode }[] = [
    {
      key: 'lost',
      chips: (
        <>
          {lost.slice(0, named).map((holder) => (
            <ChipFrame key={holder} data-tone="bad">
              <Icon name={isHost(holder) ? 'host' : 'external'} size={12} />
              {sayHolder(words, model, holder)}
            </ChipFrame>
          ))}
          {lost.length > named && <ChipFrame data-tone="bad">{t('more', { count: lost.length - named })}</ChipFrame>}
        </>
      ),
    },
    // A component that is the whole of its capability is not said twice.
    ...(words(`components.${component}`) === words(`short.${capability}`)
      ? []
      : [{ key: 'component', chips: <ChipFrame data-tone={tone}>{words(`components.${component}`)}</ChipFrame> }]),
    ...(via && via !== capability
      ? [{ key: 'via', chips: <ChipFrame data-tone={tone}>{words(`short.${via}`)}</ChipFrame> }]
      : []),
    { key: 'capability', chips: <ChipFrame data-tone={tone}>{words(`short.${capability}`)}</ChipFrame> },
  ];
  const shown = lost.length > 0 ? steps : steps.slice(1);
  return (
    <Line aria-label={t('chain')}>
      {shown.map(({ key, chips }, index) => (
        <li key={key}>
          {index > 0 && <Icon name="arrow-right" size={12} />}
          {chips}
        </li>
      ))}
    </Line>
  );
}
