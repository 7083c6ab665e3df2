'use client';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import Link from 'next/link';
import { usePathname, useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { editorAddress } from '@/components/plan-editor/editor-address';
import { Topology } from '@/components/topology/topology';
import { useLosses } from '@/components/topology/use-losses';
import { ClockTime } from '@/components/ui/clock-time';
import { ScrollingPage } from '@/components/ui/page-frame';
import { Segmented } from '@/components/ui/segmented';
import { type Language, languages } from '@/lib/i18n/languages';
import { modelOf } from '@/lib/plan/availability/model';
import type { FactsByHost } from '@/lib/plan/facts';
import type { Plan } from '@/lib/plan/schema';
import { EventStrip } from './event-strip';
import type { Failing } from './failing';
import { failingParameters } from './failing-address';
import type { Outlook } from './outlook';
import { OutlookView } from './outlook-view';
import { SheetVerdict } from './sheet-verdict';
import { StateBar } from './state-bar';
import { useFailingWords } from './use-failing-words';
import { useOutcome } from './use-outcome';
import { worstFirst } from './verdict-list';

/** What an A4 page holds between margins of 14 mm, so that the diagram is as large on paper as it is on screen. */
const paperWidth = 688;

const Sheet = styled('article')({
  width: paperWidth + 96,
  maxWidth: '100%',
  margin: '0 auto',
  padding: '32px 48px 48px',
  background: 'var(--surface)',
  border: '1px solid var(--line)',
  borderRadius: 8,
  flex: 'none',
  printColorAdjust: 'exact',
  WebkitPrintColorAdjust: 'exact',
  '&:lang(zh)': { '--smallest': '12px' },
  '& h1': { fontSize: 20, lineHeight: '28px', fontWeight: 600, letterSpacing: '-0.015em', margin: 0 },
  '& > section > h2': { fontSize: 15, lineHeight: '22px', fontWeight: 600, margin: '24px 0 6px', breakAfter: 'avoid' },
  '& .meta': { margin: '2px 0 0', color: 'var(--ink2)', fontSize: 12, lineHeight: '18px' },
  '& .note': { margin: '24px 0 0', color: 'var(--ink3)', fontSize: 12, lineHeight: '18px' },
  '& .diagram': {
    width: paperWidth,
    height: 590,
    marginTop: 14,
    border: '1px solid var(--line)',
    borderRadius: 8,
    overflow: 'hidden',
    breakInside: 'avoid',
    pointerEvents: 'none',
    // What zooms on screen does nothing on paper.
    '& button': { display: 'none' },
  },
  '& .verdicts': { listStyle: 'none', margin: 0, padding: 0 },
  '& .events': { height: 'auto', padding: '24px 0 0', border: 0 },
  '& .events ol': { flexWrap: 'wrap', rowGap: 10 },
  '& .events ol::before': { display: 'none' },
  '& .events li': { flex: '0 1 33%', padding: '3px 14px 0 0' },
  '& .events h2': { fontSize: 15, lineHeight: '22px' },
  '& .events b': { display: 'block' },
  '& .events small': { whiteSpace: 'normal' },
  '@media print': {
    width: 'auto',
    border: 0,
    padding: 0,
    '& .breaks': { breakBefore: 'page' },
  },
});

const Tools = styled('div')({
  width: paperWidth + 96,
  maxWidth: '100%',
  margin: '0 auto',
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  flex: 'none',
  '@media print': { display: 'none' },
});

const names: Record<Language, string> = { en: 'English', zh: '中文' };

export type WhatIfSheetProps = {
  planId: string;
  plan: Plan;
  facts: FactsByHost;
  failing: Failing;
  outlook: Outlook;
  revision: number;
  /** Milliseconds since the epoch. */
  savedAt: number;
  savedBy: string;
  language: Language;
};

/** A failure and all that follows from it on one page, to be read, sent and printed. */
export function WhatIfSheet(props: WhatIfSheetProps) {
  const { planId, plan, facts, failing, outlook, revision, savedAt, savedBy, language } = props;
  const t = useTranslations('what-if');
  const router = useRouter();
  const pathname = usePathname();
  const { title } = useFailingWords();
  const model = useMemo(() => modelOf(plan, facts), [plan, facts]);
  const { failure, verdicts, events, states } = useOutcome(model, failing);
  const losses = useLosses(plan);
  const parameters = failingParameters(model, failing);
  const failed = failing.parts.length > 0;
  return (
    <ScrollingPage>
      <Tools>
        <Button component={Link} href={editorAddress(planId, 'hosts', parameters)} variant="text" sx={small}>
          {t('sheet.back')}
        </Button>
        <span style={{ flex: 1 }} />
        <Segmented
          label={t('sheet.language')}
          value={language}
          options={languages.map((value) => ({ value, label: <span lang={langOf(value)}>{names[value]}</span> }))}
          onChange={(next) => router.replace(`${pathname}?${new URLSearchParams([...parameters, ['language', next]])}`)}
        />
        <Button variant="contained" sx={small} onClick={() => window.print()}>
          {t('sheet.print')}
        </Button>
      </Tools>
      <Sheet lang={langOf(language)}>
        <h1>{plan.name}</h1>
        <p className="meta">
          {t.rich('sheet.meta', { revision, name: savedBy, time: () => <ClockTime at={savedAt} day /> })}
        </p>
        <section>
          <h2>{failed ? title(model, failing) : t('idle')}</h2>
          {failed ? <StateBar verdicts={verdicts} /> : <p className="meta">{t('sheet.nothing')}</p>}
          <div className="diagram" role="img" aria-label={t('sheet.diagram')}>
            <div inert style={{ height: '100%' }}>
              <Topology plan={plan} facts={facts} losses={losses} states={failed ? states : undefined} />
            </div>
          </div>
        </section>
        {failed && (
          <section>
            <EventStrip model={model} events={events} />
          </section>
        )}
        {failed && (
          <section className="breaks">
            <h2>{t('verdicts')}</h2>
            <ul className="verdicts">
              {worstFirst(verdicts).map((verdict) => (
                <SheetVerdict key={verdict.capability} {...{ plan, model, failure, facts, verdict }} />
              ))}
            </ul>
          </section>
        )}
        <section className={failed ? 'breaks' : undefined}>
          <h2>{failed ? t('idle') : t('grade')}</h2>
          <OutlookView model={model} outlook={outlook} />
        </section>
        <p className="note">{t('sheet.note')}</p>
      </Sheet>
    </ScrollingPage>
  );
}

const langOf = (language: Language): string => (language === 'zh' ? 'zh-CN' : 'en');

const small = { height: 28, fontSize: 12, px: 2.5 };
