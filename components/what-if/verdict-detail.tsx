'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { Glyph } from '@/components/ui/glyph';
import type { Failure } from '@/lib/plan/availability/failure';
import type { AvailabilityModel } from '@/lib/plan/availability/model';
import type { Remedy } from '@/lib/plan/availability/remedies/remedies';
import type { Verdict } from '@/lib/plan/availability/verdict';
import { sayHolders, sayList } from '@/lib/plan/availability/words/names';
import { sayCaution, sayNumbers, sayState } from '@/lib/plan/availability/words/say-verdict';
import type { FactsByHost } from '@/lib/plan/facts';
import type { Plan } from '@/lib/plan/schema';
import { LossChain } from './loss-chain';
import { RemedyList } from './remedy-list';
import { stateGlyphs } from './verdict-list';
import { VerdictReason } from './verdict-reason';

const Detail = styled('div')({
  '& .keep': { fontSize: 12, lineHeight: '16px', fontWeight: 500, color: 'var(--ink2)', margin: '12px 0 6px' },
  '& .none, & .plain': { margin: 0, fontSize: 12, lineHeight: '18px', color: 'var(--ink3)' },
  '& .also': { borderTop: '1px solid var(--line)', marginTop: 10, paddingTop: 10 },
  '& .also > h3': {
    display: 'flex',
    alignItems: 'center',
    gap: 6,
    margin: '0 0 8px',
    fontSize: 12,
    lineHeight: '16px',
    fontWeight: 500,
    color: 'var(--ink2)',
  },
  '& .caution': {
    display: 'flex',
    gap: 7,
    margin: '10px 0 0',
    fontSize: 12,
    lineHeight: '18px',
    color: 'var(--warn)',
    '& svg': { marginTop: 2 },
  },
});

export type VerdictDetailProps = {
  plan: Plan;
  model: AvailabilityModel;
  failure: Failure;
  facts: FactsByHost;
  verdict: Verdict;
  onTry?: (remedy: Remedy, title: string) => void;
};

/** Everything behind one verdict: from what failed to the capability, why, what to beware of, and what would keep it up. */
export function VerdictDetail({ plan, model, failure, facts, verdict, onTry }: VerdictDetailProps) {
  const t = useTranslations('what-if');
  const words = useTranslations('availability');
  const { affected, cautions, capability, state, declared, standing } = verdict;
  const [worst, ...others] = affected;
  return (
    <Detail>
      {worst ? (
        <>
          <LossChain model={model} affected={worst} capability={capability} />
          <VerdictReason model={model} affected={worst} />
        </>
      ) : (
        <p className="plain">
          {standing.length > 0
            ? t('untouched', {
                numbers: sayList(words, [...new Set(standing.map((each) => sayNumbers(words, each)))]),
              })
            : t('untouchedDeclared')}
        </p>
      )}
      {declared.length > 0 && (
        <p className="plain">{words('restsOn', { services: sayHolders(words, model, declared) })}</p>
      )}
      {cautions.map((caution) => (
        <p key={caution.key} className="caution">
          <Glyph of="warning" size={14} />
          {sayCaution(words, model, caution)}
        </p>
      ))}
      {others.map((each) => (
        <div key={each.rule} className="also">
          <h3>
            <Glyph of={stateGlyphs[each.state]} size={12} />
            {t('also', { state: sayState(words, each) })}
          </h3>
          <LossChain model={model} affected={each} capability={capability} />
          <VerdictReason model={model} affected={each} />
        </div>
      ))}
      {state !== 'up' && <RemedyList {...{ plan, model, failure, capability, facts, onTry }} />}
    </Detail>
  );
}
