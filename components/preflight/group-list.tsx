'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Glyph } from '@/components/ui/glyph';
import { Segmented } from '@/components/ui/segmented';
import { useNameList } from '@/components/ui/use-name-list';
import { distinct, type FindingGroup } from './finding-groups';
import type { Chosen } from './matrix-table';
import { squareGlyphs } from './square-looks';
import { useCheckText } from './use-check-text';

const Panel = styled('section')({
  width: 520,
  flex: 'none',
  display: 'flex',
  flexDirection: 'column',
  minHeight: 0,
  '@media (max-width: 1360px)': { width: 400 },
  '& header': {
    display: 'flex',
    alignItems: 'center',
    gap: 8,
    padding: '9px 12px',
    borderBottom: '1px solid var(--line)',
  },
  '& h2': { fontSize: 13, lineHeight: '20px', fontWeight: 600, margin: 0, whiteSpace: 'nowrap' },
  '& .count': {
    fontSize: 12,
    color: 'var(--ink3)',
    flex: 1,
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  '@media (max-width: 1360px) ': { '& header': { padding: '9px 10px', gap: 6 }, '& .order': { display: 'none' } },
  '& ul': { listStyle: 'none', margin: 0, padding: 0, overflowY: 'auto', flex: 1, minHeight: 0 },
});

const Item = styled('button')({
  width: '100%',
  border: 0,
  borderBottom: '1px solid var(--line)',
  borderLeft: '2px solid transparent',
  background: 'none',
  color: 'inherit',
  font: 'inherit',
  textAlign: 'left',
  display: 'flex',
  gap: 10,
  padding: '7px 12px 7px 10px',
  cursor: 'pointer',
  '&:hover': { background: 'var(--hover)' },
  '&[aria-current="true"]': { background: 'var(--acc-bg)', borderLeftColor: 'var(--acc)' },
  '& > span:first-of-type': { marginTop: 2 },
  '& .line': { display: 'flex', gap: 8, alignItems: 'baseline' },
  '& .title': { fontWeight: 600, flex: 1, minWidth: 0, overflowWrap: 'anywhere' },
  '& .hosts': {
    fontSize: 12,
    color: 'var(--ink2)',
    whiteSpace: 'nowrap',
    maxWidth: 160,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  '& .measured': {
    fontSize: 12,
    lineHeight: '18px',
    color: 'var(--ink2)',
    overflowWrap: 'anywhere',
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: 2,
    overflow: 'hidden',
  },
});

const filters = ['all', 'block', 'warn', 'not-run'] as const;
type Filter = (typeof filters)[number];

type GroupListProps = {
  groups: FindingGroup[];
  /** Why there may be none. */
  when: 'running' | 'finished' | 'never';
  chosen: Chosen | null;
  onChoose: (chosen: Chosen) => void;
};

/** Findings, equal ones of several hosts once, what blocks first. */
export function GroupList({ groups, when, chosen, onChoose }: GroupListProps) {
  const t = useTranslations('preflight.findings');
  const words = useTranslations('preflight.square');
  const list = useNameList();
  const { text, found, needed } = useCheckText();
  const [filter, setFilter] = useState<Filter>('all');
  const shown = groups.filter(({ state }) => filter === 'all' || state === filter);
  const none = groups.length === 0 ? when : 'filtered';
  return (
    <Panel className="card" aria-label={t('title')}>
      <header>
        <h2>{t('title')}</h2>
        <span className="count">
          {t('groups', { count: groups.length })}
          {groups.length > 1 && <span className="order">{t('order')}</span>}
        </span>
        <Segmented
          label={t('filter')}
          value={filter}
          options={filters.map((value) => ({ value, label: t(value) }))}
          onChange={setFilter}
        />
      </header>
      {shown.length === 0 ? (
        <div style={{ padding: '20px 16px', color: 'var(--ink2)' }}>
          <div style={{ fontWeight: 600, color: 'var(--ink)' }}>{t(`none.${none}`)}</div>
          {t(`noneText.${none}`)}
        </div>
      ) : (
        <ul>
          {shown.map((group) => {
            const { check, state, on, kept, also } = group;
            const [first] = on;
            const measured = distinct(on.map(({ result }) => found(check, result))).filter((each) => each !== '');
            const wanted = needed(check, first?.result);
            const values = first?.result && 'values' in first.result ? first.result.values : {};
            return (
              <li key={check.id}>
                <Item
                  type="button"
                  aria-current={chosen?.check === check.id || also.some(({ id }) => id === chosen?.check)}
                  onClick={() => onChoose({ check: check.id, host: first?.host ?? '' })}
                >
                  <span>
                    <Glyph of={kept ? 'satisfied' : squareGlyphs[state]} />
                    <span className="visually-hidden">{kept ? t('kept') : words(state)}</span>
                  </span>
                  <span style={{ flex: 1, minWidth: 0 }}>
                    <span className="line">
                      <span className="title">
                        {also.length > 0
                          ? t('notRun', { count: also.length + 1 })
                          : text(check, state === 'not-run' ? 'name' : 'title', values)}
                      </span>
                      <span className="hosts" title={list(on.map(({ host }) => host))}>
                        {on.length === 1 ? first?.host : t('hosts', { count: on.length })}
                      </span>
                    </span>
                    <span className="measured">
                      {state === 'not-run' || wanted === ''
                        ? [
                            list(measured.slice(0, 3)),
                            ...(also.length > 0 ? [list([check, ...also].map((each) => text(each, 'name')))] : []),
                          ].join(' · ')
                        : t.rich('measured', { found: list(measured.slice(0, 3)), needed: wanted })}
                    </span>
                  </span>
                </Item>
              </li>
            );
          })}
        </ul>
      )}
    </Panel>
  );
}
