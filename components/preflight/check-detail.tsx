'use client';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { editorAddress } from '@/components/plan-editor/editor-address';
import { ClockTime } from '@/components/ui/clock-time';
import { CommandBox } from '@/components/ui/command-box';
import { Glyph } from '@/components/ui/glyph';
import { Icon } from '@/components/ui/icons';
import { Mono } from '@/components/ui/mono';
import { useNameList } from '@/components/ui/use-name-list';
import type { Report } from '@/lib/preflight/result';
import type { CheckInfo } from './book';
import { type HostResult, hostResults } from './finding-groups';
import { worstOf } from './matrix';
import type { Chosen } from './matrix-table';
import { LinedTable } from './preflight-frame';
import { squareColors, squareGlyphs } from './square-looks';
import { useCheckText } from './use-check-text';

const Panel = styled('section')({
  flex: 1,
  minWidth: 0,
  minHeight: 0,
  overflowY: 'auto',
  padding: '12px 16px 14px',
  '& .head': { display: 'flex', alignItems: 'center', gap: 8 },
  '& h2': {
    fontSize: 15,
    lineHeight: '22px',
    fontWeight: 600,
    letterSpacing: '-0.01em',
    margin: 0,
    overflowWrap: 'anywhere',
  },
  '& h3': { font: '500 12px/16px var(--sans)', color: 'var(--ink2)', margin: '10px 0 5px' },
  '& .halves': { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1.15fr)', gap: 20 },
  '& .halves > .whole': { gridColumn: '1 / -1' },
  '& .values': { border: '1px solid var(--line)', borderRadius: 6, overflow: 'auto', maxHeight: 230 },
  '& .values th': { background: 'var(--bg)', position: 'sticky', top: 0 },
  '& .values td, & .values th': { padding: '4px 10px', borderLeft: 0 },
  '& .values tbody th': { fontWeight: 600, background: 'none', position: 'static' },
  '& dl': {
    display: 'grid',
    gridTemplateColumns: 'max-content 1fr',
    columnGap: 12,
    rowGap: 2,
    fontSize: 12,
    lineHeight: '18px',
    margin: '10px 0 0',
  },
  '& dt': { color: 'var(--ink3)' },
  '& dd': { margin: 0, overflowWrap: 'anywhere' },
  '& pre': {
    font: '400 12px/18px var(--mono)',
    background: 'var(--sunken)',
    border: '1px solid var(--line)',
    borderRadius: 6,
    padding: '6px 10px',
    margin: 0,
    maxHeight: 120,
    overflow: 'auto',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
});

type CheckDetailProps = {
  planId: string;
  check: CheckInfo;
  chosen: Chosen;
  report: Report | null;
  /** Hosts of the whole plan. */
  hostCount: number;
  canCheck: boolean;
  running: boolean;
  /** Nothing is to be shown beside the values: they get the whole width. */
  wide: boolean;
  onCheckAgain: (only: { checks?: string[]; hosts?: string[] }) => void;
  /** What can be done about it: the fix, or keeping it. */
  children: ReactNode;
};

/** One check: what was measured on each of its hosts, what is needed, where that comes from, how to see it by hand. */
export function CheckDetail(props: CheckDetailProps) {
  const { planId, check, chosen, report, hostCount, canCheck, running, wide, onCheckAgain, children } = props;
  const t = useTranslations('preflight');
  const sections = useTranslations('review.section');
  const list = useNameList();
  const { text, needed } = useCheckText();
  const all = hostResults(check, report);
  const state = worstOf(all.map((each) => each.state)) ?? 'not-run';
  const shown = [...all].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  const picked = all.find(({ host }) => host === chosen.host) ?? shown[0];
  const values =
    picked?.result && 'values' in picked.result && picked.result.state !== 'not-run' ? picked.result.values : {};
  const wrong = state === 'block' || state === 'warn' || state === 'info';
  const evidence = picked?.result?.state === 'finding' ? picked.result.evidence : undefined;
  const wanted = [...new Set(all.map(({ result }) => needed(check, result)).filter((each) => each !== ''))];
  // One long sentence for all hosts would take the column from what was found.
  const once = wanted.length === 1 && widthOf(wanted[0] ?? '') > 12 ? wanted[0] : undefined;
  const columns = <ValueTable check={check} rows={shown} withNeeded={wanted.length > 0 && once === undefined} />;
  const ownCommand = picked ? check.byHandOn[picked.host] : undefined;
  return (
    <Panel className="card" aria-label={text(check, 'name')}>
      <div className="head">
        <span style={{ color: squareColors[state] }}>
          <Glyph of={squareGlyphs[state]} />
        </span>
        <h2>{text(check, wrong ? 'title' : 'name', values)}</h2>
        <Mono style={{ color: 'var(--ink3)' }}>{check.id}</Mono>
        <span style={{ flex: 1 }} />
        {canCheck && (
          <Button
            sx={{ height: 28, fontSize: 12 }}
            disabled={running}
            onClick={() => onCheckAgain({ checks: [check.id] })}
          >
            <Icon name="retry" size={14} />
            {t('act.recheck')}
          </Button>
        )}
      </div>
      <p style={{ margin: '4px 0 10px', fontSize: 12, lineHeight: '18px', color: 'var(--ink2)' }}>
        {text(check, 'why', values)}
      </p>
      {wide && columns}
      <div className="halves">
        <div>
          {!wide && columns}
          <dl>
            {once !== undefined && (
              <>
                <dt>{t('detail.needed')}</dt>
                <dd>{once}</dd>
              </>
            )}
            <dt>{t('detail.source')}</dt>
            <dd>
              <Mono>{check.source}</Mono>
            </dd>
            <dt>{t('detail.hosts')}</dt>
            <dd>
              {all.length === hostCount
                ? t('detail.appliesAll', { count: hostCount })
                : list(all.map(({ host }) => host))}
            </dd>
            {picked?.result && 'at' in picked.result && (
              <>
                <dt>{t('detail.time')}</dt>
                <dd>
                  <ClockTime at={picked.result.at} />
                  {/* 0: told by somebody else's work, such as facts */}
                  {'tookMs' in picked.result &&
                    picked.result.tookMs > 0 &&
                    t('detail.took', {
                      unit: picked.result.tookMs < 1000 ? 'ms' : 's',
                      ms: Math.round(picked.result.tookMs),
                      seconds: (picked.result.tookMs / 1000).toFixed(1),
                    })}
                </dd>
              </>
            )}
            <dt>{t('detail.effect')}</dt>
            <dd>{t(`detail.effects.${state}`)}</dd>
          </dl>
          <h3>{ownCommand && picked ? t('detail.byHandOn', { host: picked.host }) : t('detail.byHand')}</h3>
          <CommandBox commands={(ownCommand ?? check.byHand).split('\n')} />
        </div>
        <div>
          {children}
          <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginTop: 12 }}>
            <Button component={Link} href={editorAddress(planId, check.section)}>
              {t('act.openSection', { section: sections(check.section) })}
            </Button>
            {canCheck && picked && (
              <Button disabled={running} onClick={() => onCheckAgain({ hosts: [picked.host] })}>
                {t('act.recheckHost', { host: picked.host })}
              </Button>
            )}
          </div>
          {evidence && (
            <>
              <h3>{t('detail.evidence')}</h3>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long output scrolls by keyboard */}
              <pre tabIndex={0}>{evidence}</pre>
            </>
          )}
        </div>
      </div>
    </Panel>
  );
}

/** In Latin characters; a Chinese one is as wide as two. */
const widthOf = (text: string) => [...text].reduce((sum, each) => sum + (each > '\u2e7f' ? 2 : 1), 0);

const order = ['block', 'warn', 'not-run', 'running', 'waiting', 'info', 'passed'];

type ValueTableProps = { check: CheckInfo; rows: HostResult[]; withNeeded: boolean };

function ValueTable({ check, rows, withNeeded }: ValueTableProps) {
  const t = useTranslations('preflight');
  const { found, needed } = useCheckText();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: many hosts scroll by keyboard
    <div className="values" tabIndex={0}>
      <LinedTable>
        <thead>
          <tr>
            <th scope="col">{t('detail.host')}</th>
            <th scope="col">{t('detail.found')}</th>
            {withNeeded && <th scope="col">{t('detail.needed')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ host, result, state }) => {
            const bad = state === 'block' || state === 'warn';
            return (
              <tr key={host}>
                <th scope="row">{host}</th>
                <td
                  style={{
                    color: squareColors[state === 'passed' ? 'info' : state],
                    fontWeight: bad ? 600 : 400,
                    overflowWrap: 'anywhere',
                  }}
                >
                  <span className="visually-hidden">{t(`square.${state}`)}: </span>
                  {found(check, result)}
                </td>
                {withNeeded && <td style={{ overflowWrap: 'anywhere' }}>{needed(check, result)}</td>}
              </tr>
            );
          })}
        </tbody>
      </LinedTable>
    </div>
  );
}
