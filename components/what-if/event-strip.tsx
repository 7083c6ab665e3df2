'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import type { AvailabilityModel } from '@/lib/plan/availability/model';
import type { TimelineEvent } from '@/lib/plan/availability/timeline';
import { sayEvent } from '@/lib/plan/availability/words/say-event';

const Strip = styled('section')({
  flex: 'none',
  height: 132,
  borderTop: '1px solid var(--line)',
  background: 'var(--surface)',
  padding: '8px 20px',
  overflowX: 'auto',
  overflowY: 'hidden',
  '& .head': { display: 'flex', alignItems: 'baseline', justifyContent: 'space-between', gap: 8 },
  '& h2': { fontSize: 13, lineHeight: '20px', fontWeight: 600, margin: 0 },
  '& .head > span': { fontSize: 'var(--smallest)', color: 'var(--ink3)' },
  '& ol': {
    position: 'relative',
    display: 'flex',
    listStyle: 'none',
    margin: '6px 0 0',
    padding: 0,
  },
  '& ol::before': {
    content: '""',
    position: 'absolute',
    left: 14,
    right: 0,
    top: 7,
    height: 1,
    background: 'var(--line2)',
  },
  '& li': { position: 'relative', flex: '1 1 0', minWidth: 138, maxWidth: 240, padding: '3px 14px 0' },
  '& li > i': {
    display: 'block',
    width: 9,
    height: 9,
    borderRadius: '50%',
    background: 'var(--ink2)',
    marginBottom: 7,
    boxShadow: '0 0 0 3px var(--surface)',
  },
  '& li[data-tone="bad"] > i': { background: 'var(--bad)', borderRadius: 2 },
  '& li[data-tone="lost"] > i': { background: 'var(--lost)', borderRadius: 0, transform: 'rotate(45deg)' },
  '& li[data-tone="ok"] > i': { background: 'var(--ok)' },
  '& .when': { display: 'block', font: '400 12px/16px var(--mono)', color: 'var(--ink2)', whiteSpace: 'nowrap' },
  '& b': {
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: 2,
    overflow: 'hidden',
    fontWeight: 500,
    lineHeight: '16px',
  },
  '& small': {
    display: 'block',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontSize: 'var(--smallest)',
    lineHeight: '16px',
    color: 'var(--ink3)',
  },
  '& .idle': { margin: '10px 0 0', fontSize: 12, color: 'var(--ink3)' },
  '@media (max-width: 1360px)': { height: 118, padding: '4px 16px' },
  '@media print': {
    height: 'auto',
    overflow: 'visible',
    '& ol': { flexWrap: 'wrap' },
    '& b': { display: 'block' },
    '& small': { whiteSpace: 'normal' },
  },
});

const tones: Partial<Record<TimelineEvent['key'], string>> = {
  'hosts-fail': 'bad',
  'services-fail': 'bad',
  'never-not-ready': 'bad',
  'stays-down': 'bad',
  'data-lost': 'lost',
  'address-moves': 'ok',
  back: 'ok',
};

/** What happens after the failure, in order; distances are no times. */
export function EventStrip({ model, events }: { model: AvailabilityModel; events: readonly TimelineEvent[] }) {
  const t = useTranslations('what-if');
  const words = useTranslations('availability');
  return (
    <Strip className="events" aria-label={t('order')}>
      <div className="head">
        <h2>{t('order')}</h2>
        {events.length > 0 && <span>{t('notToScale')}</span>}
      </div>
      {events.length === 0 ? (
        <p className="idle">{t('nothingYet')}</p>
      ) : (
        <ol>
          {events.map((event) => {
            const { when, title, text } = sayEvent(words, model, event);
            return (
              <li key={`${when} ${event.key} ${title}`} data-tone={tones[event.key]}>
                <i aria-hidden="true" />
                <span className="when">{when}</span>
                <b title={title}>{title}</b>
                <small title={text}>{text}</small>
              </li>
            );
          })}
        </ol>
      )}
    </Strip>
  );
}
