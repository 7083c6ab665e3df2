'use client';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Glyph } from '@/components/ui/glyph';
import { Tag } from '@/components/ui/tag';
import type { Failure } from '@/lib/plan/availability/failure';
import type { AvailabilityModel } from '@/lib/plan/availability/model';
import { type Remedy, remedies } from '@/lib/plan/availability/remedies/remedies';
import type { CapabilityId } from '@/lib/plan/availability/requirement';
import { sayHolders, sayList } from '@/lib/plan/availability/words/names';
import { sayStep } from '@/lib/plan/availability/words/say-survival';
import { sayState } from '@/lib/plan/availability/words/say-verdict';
import type { FactsByHost } from '@/lib/plan/facts';
import type { Plan } from '@/lib/plan/schema';
import { stateGlyphs, stateTones } from './verdict-list';

const List = styled('ul')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  '& li': {
    display: 'flex',
    alignItems: 'center',
    gap: 10,
    padding: '6px 0',
    borderTop: '1px solid var(--line)',
    fontSize: 12,
    lineHeight: '18px',
    breakInside: 'avoid',
  },
  '& .state': { minWidth: 84, flex: 'none' },
  '& .what': { flex: 1, minWidth: 0 },
  '& b': { fontWeight: 500 },
  '& small': { display: 'block', fontSize: 'var(--smallest)', lineHeight: '16px', color: 'var(--ink3)' },
});

type RemedyListProps = {
  plan: Plan;
  model: AvailabilityModel;
  failure: Failure;
  capability: CapabilityId;
  facts: FactsByHost;
  /** Absent where the plan can't be changed. */
  onTry?: (remedy: Remedy, title: string) => void;
};

/** What would keep a capability better under the same failure, the best first, with what it costs. */
export function RemedyList({ plan, model, failure, capability, facts, onTry }: RemedyListProps) {
  const t = useTranslations('what-if');
  const words = useTranslations('availability');
  const found = useMemo(() => remedies(plan, failure, capability, facts), [plan, failure, capability, facts]);
  return (
    <>
      <h3 className="keep">{t('keep')}</h3>
      {found.length === 0 && <p className="none">{t('keepNone')}</p>}
      <List>
        {found.map((remedy) => {
          const said = remedy.steps.map((step) => sayStep(words, step));
          const title = sayList(
            words,
            said.map((each) => each.title),
          );
          const { declared } = remedy;
          return (
            <li key={remedy.steps.map(({ id }) => id).join(' ')}>
              <Tag className="state" data-tone={stateTones[remedy.state]}>
                <Glyph of={stateGlyphs[remedy.state]} size={12} />
                {sayState(words, remedy)}
              </Tag>
              <div className="what">
                <b>{title}</b>
                <small>
                  {sayList(words, [
                    ...said.map((each) => each.cost),
                    ...(declared.length > 0
                      ? [words('restsOn', { services: sayHolders(words, model, declared) })]
                      : []),
                  ])}
                </small>
              </div>
              {onTry && (
                <Button
                  className="no-print"
                  aria-label={t('tryLabel', { remedy: title })}
                  sx={{ height: 28, fontSize: 12, px: 2.5 }}
                  onClick={() => onTry(remedy, title)}
                >
                  {t('try')}
                </Button>
              )}
            </li>
          );
        })}
      </List>
    </>
  );
}
