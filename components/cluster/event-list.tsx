'use client';
import { styled } from '@mui/material/styles';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useCauseWords } from '@/components/run/use-cause-words';
import { ClockTime } from '@/components/ui/clock-time';
import { Glyph, type StateName } from '@/components/ui/glyph';
import type { ClusterEvent } from '@/lib/cluster/view';
import type { ClusterNews } from '@/lib/kubernetes/cluster-news';
import { kindWord } from '@/lib/runs/kind-word';
import { stateGlyphs } from './state-looks';

/** What the console itself did about this cluster: stored, while events of the API are only seen. */
export type PastEvent =
  | { kind: 'run'; at: number; number: number; runKind: string; state: string }
  | { kind: 'preflight'; at: number; passed: number; found: number };

const List = styled('ol')({
  listStyle: 'none',
  margin: 0,
  padding: '6px 14px 8px',
  borderTop: '1px solid var(--line)',
  '& li': { display: 'flex', gap: 8, fontSize: 12, lineHeight: '18px', color: 'var(--ink2)', minWidth: 0 },
  '& li > svg': { marginTop: 2 },
  '& time': { font: '400 var(--smallest)/18px var(--mono)', color: 'var(--ink3)', flex: 'none' },
  '& .text': { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
});

const shown = 8;

type EventListProps = { planId: string; events: ClusterEvent[]; past: PastEvent[] };

/** Newest first: what changed while somebody looked, and what the console did before. */
export function EventList({ planId, events, past }: EventListProps) {
  const t = useTranslations('cluster.events');
  const all = [...events, ...past].toSorted((a, b) => b.at - a.at).slice(0, shown);
  if (all.length === 0) return null;
  return (
    <List aria-label={t('title')}>
      {all.map((event) => (
        <li key={'id' in event ? event.id : `${event.kind} ${event.at}`}>
          <ClockTime at={event.at} day={!('id' in event)} />
          <Line planId={planId} event={event} />
        </li>
      ))}
    </List>
  );
}

const runGlyphs: Record<string, StateName> = { succeeded: 'satisfied', failed: 'failed', cancelled: 'not-run' };

function Line({ planId, event }: { planId: string; event: ClusterEvent | PastEvent }) {
  const t = useTranslations('cluster.events');
  const words = useTranslations('availability');
  switch (event.kind) {
    case 'capability': {
      const { capability, state } = event;
      const name = capability === 'storage-io' ? words('storage') : words(`capabilities.${capability}`);
      return (
        <>
          <Glyph of={state === 'up' ? 'satisfied' : stateGlyphs[state]} size={14} />
          <span className="text">{t(`capability.${state}`, { name })}</span>
        </>
      );
    }
    case 'api':
      return (
        <>
          <Glyph of={event.warning ? 'warning' : 'note'} size={14} />
          <News news={event.news} />
        </>
      );
    case 'run':
      return (
        <>
          <Glyph of={runGlyphs[event.state] ?? 'waiting'} size={14} />
          <Link className="text" href={`/plans/${planId}/runs/${event.number}`}>
            {t('run', { number: event.number, kind: kindWord(event.runKind), state: event.state })}
          </Link>
        </>
      );
    case 'preflight':
      return (
        <>
          <Glyph of={event.found > 0 ? 'warning' : 'satisfied'} size={14} />
          <Link className="text" href={`/plans/${planId}/preflight`}>
            {t('preflight', { passed: event.passed, found: event.found })}
          </Link>
        </>
      );
  }
}

/** Cut where the list ends; all of it is its title. */
function News({ news }: { news: ClusterNews }) {
  const text = useNewsText()(news);
  return (
    <span className="text" title={text}>
      {text}
    </span>
  );
}

function useNewsText(): (news: ClusterNews) => string {
  const t = useTranslations('cluster.events.news');
  const words = useCauseWords();
  return (news) => {
    switch (news.kind) {
      case 'event':
        return news.said;
      case 'podState':
        return t('podState', { ...news, placed: news.node ? 'yes' : 'no' });
      case 'cause':
      case 'causeGone': {
        const { component, subject, evidence } = news.cause;
        const of = [component, subject].filter(Boolean).join(', ');
        return t(news.kind, { title: words(news.cause).title, of, said: evidence });
      }
      default:
        return t(news.kind, news);
    }
  };
}
