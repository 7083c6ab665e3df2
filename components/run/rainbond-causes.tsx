'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { causeCommands, causeSearch } from '@/components/run/cause-commands';
import { ClockTime } from '@/components/run/clock-time';
import { useRunWords } from '@/components/run/run-words';
import { causeKey } from '@/components/run/shown-causes';
import { useCauseWords } from '@/components/run/use-cause-words';
import { CommandBox } from '@/components/ui/command-box';
import { Glyph } from '@/components/ui/glyph';
import { ReadAloud } from '@/components/ui/read-aloud';
import { Tag } from '@/components/ui/tag';
import { useNameList } from '@/components/ui/use-name-list';
import { useSentences } from '@/components/ui/use-sentences';
import type { RainbondCause } from '@/lib/kubernetes/rainbond/state';

const Cards = styled('section')({
  // Below a failure it gives way to the log, after the panel of Rainbond did.
  flex: '0 1 auto',
  minHeight: 84,
  maxHeight: '34%',
  overflowY: 'auto',
  background: 'var(--surface)',
  borderBottom: '1px solid var(--line)',
  '&:empty': { display: 'none' },
  '& details': { borderLeft: '3px solid var(--bad)', padding: '0 18px' },
  '& details + details': { borderTop: '1px solid var(--line)' },
  '& details[data-slow]': { borderLeftColor: 'var(--warn-fill)' },
  '& summary': {
    display: 'flex',
    alignItems: 'center',
    gap: 8,
    minHeight: 24,
    padding: '8px 0',
    cursor: 'pointer',
    listStyle: 'none',
    '&::-webkit-details-marker': { display: 'none' },
    '&:focus-visible': { outline: '2px solid var(--acc)', outlineOffset: -2, borderRadius: 4 },
  },
  '& h2': {
    fontSize: 15,
    lineHeight: '22px',
    fontWeight: 600,
    letterSpacing: '-0.01em',
    margin: 0,
    minWidth: 0,
    overflowWrap: 'anywhere',
  },
  '& .since': { marginLeft: 'auto', flex: 'none', fontSize: 12, lineHeight: '18px', color: 'var(--ink2)' },
  '& .body': { display: 'flex', gap: 24, padding: '0 0 8px 24px' },
  '& .what': { flex: 1, minWidth: 0 },
  '& .mend': { width: 340, flex: 'none', '@media (max-width: 1360px)': { width: 300 } },
  '& p': { margin: '0 0 8px', color: 'var(--ink2)', overflowWrap: 'anywhere' },
  '& h3': { font: '500 12px/16px var(--sans)', color: 'var(--ink3)', margin: '0 0 4px' },
  '& pre': {
    margin: '0 0 8px',
    padding: '6px 10px',
    background: 'var(--sunken)',
    border: '1px solid var(--line)',
    borderRadius: 6,
    font: '400 12px/20px var(--mono)',
    color: 'var(--bad)',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  '& details[data-slow] pre': { color: 'var(--ink)' },
  '& a': { color: 'var(--acc)', fontSize: 12, lineHeight: '18px' },
});

type RainbondCausesProps = {
  causes: RainbondCause[];
  now: number;
  /** Narrows the log to the cluster's events and searches them. */
  onSearch: (text: string) => void;
};

/** Why Rainbond doesn't come up, while it is so: what, what it means, what mends it, and the line that says it. */
export function RainbondCauses({ causes, now, onSearch }: RainbondCausesProps) {
  const t = useTranslations('rainbond.cards');
  return (
    <>
      <CauseAnnouncer causes={causes} />
      {causes.length > 0 && (
        <Cards aria-label={t('title', { count: causes.length })}>
          {causes.map((cause, index) => (
            <CauseCard key={causeKey(cause)} cause={cause} open={index === 0} now={now} onSearch={onSearch} />
          ))}
        </Cards>
      )}
    </>
  );
}

type CauseCardProps = { cause: RainbondCause; open: boolean; now: number; onSearch: (text: string) => void };

function CauseCard({ cause, open: first, now, onSearch }: CauseCardProps) {
  const t = useTranslations('rainbond.cards');
  const words = useCauseWords()(cause);
  const inARow = useSentences();
  const list = useNameList();
  const { duration } = useRunWords();
  // As a person left it; before that, the first is open.
  const [chosen, setChosen] = useState<boolean | null>(null);
  const open = chosen ?? first;
  const slow = cause.kind === 'slow-pull';
  const search = causeSearch(cause);
  const affected = String(cause.values.affected ?? '');
  return (
    <details
      open={open}
      data-slow={slow || undefined}
      data-cause={cause.kind}
      onToggle={(event) => setChosen(event.currentTarget.open)}
    >
      <summary>
        <Glyph of={slow ? 'warning' : 'failed'} />
        <h2>{words.title}</h2>
        <Tag data-tone={slow ? 'warn' : undefined}>{words.kind}</Tag>
        <span className="since">
          {t.rich('since', { time: () => <ClockTime at={cause.since} />, duration: duration(now - cause.since) })}
        </span>
      </summary>
      <div className="body">
        <div className="what">
          <p>
            {inARow([
              words.means,
              affected &&
                t('affected', { count: Number(cause.values.affectedCount ?? 1), list: list(affected.split(', ')) }),
            ])}
          </p>
          <h3>{t('evidence')}</h3>
          <pre>{cause.evidence}</pre>
          <a
            href={`?step=kubernetes&q=${encodeURIComponent(search)}`}
            onClick={(event) => {
              event.preventDefault();
              onSearch(search);
            }}
          >
            {t('log')}
          </a>
        </div>
        <div className="mend">
          {words.mend !== '' && (
            <>
              <h3>{t('mend')}</h3>
              <p>{words.mend}</p>
            </>
          )}
          <h3>{t('check')}</h3>
          <CommandBox commands={causeCommands(cause)} />
        </div>
      </div>
    </details>
  );
}

/** Reads a cause aloud once, when it appears; and once when the last of them is gone. */
function CauseAnnouncer({ causes }: { causes: RainbondCause[] }) {
  const t = useTranslations('rainbond.cards');
  const words = useCauseWords();
  const [said, setSaid] = useState('');
  const before = useRef(new Set<string>());
  const announced = useRef(new Set<string>());
  const keys = causes.map(causeKey).join('\n');

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another set of causes is announced
  useEffect(() => {
    const fresh = causes.filter((cause) => !announced.current.has(causeKey(cause)));
    for (const cause of fresh) announced.current.add(causeKey(cause));
    if (fresh.length > 0) setSaid(fresh.map((cause) => t('new', { title: words(cause).title })).join(' '));
    else if (causes.length === 0 && before.current.size > 0) setSaid(t('gone'));
    before.current = new Set(causes.map(causeKey));
  }, [keys]);

  return <ReadAloud>{said}</ReadAloud>;
}
