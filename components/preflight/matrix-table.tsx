'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, memo, useRef, useState } from 'react';
import { Glyph } from '@/components/ui/glyph';
import { Mono } from '@/components/ui/mono';
import { CellGlyph } from '@/components/ui/state-cell';
import type { Report } from '@/lib/preflight/result';
import type { Book, CheckInfo } from './book';
import {
  type Cell,
  columnsOf,
  type HostLine,
  indexOf,
  linesOf,
  manyHosts,
  settled,
  totalOf,
  withoutFault,
} from './matrix';
import { LinedTable } from './preflight-frame';
import { squareColors, squareGlyphs } from './square-looks';
import { useCheckText } from './use-check-text';

/** What is shown beside the list: a check, and the host whose square was chosen ('' when none was). */
export type Chosen = { check: string; host: string };

const Scroller = styled('div')({
  flex: 'none',
  '&[data-many]': {
    maxHeight: 360,
    overflowY: 'auto',
    '& thead th': { position: 'sticky', top: 0, background: 'var(--surface)', zIndex: 1 },
  },
  '& .hot': { background: 'color-mix(in srgb, var(--bad-bg) 55%, transparent)' },
  '& .head': { display: 'flex', alignItems: 'center', gap: 8, fontSize: 12, lineHeight: '16px', whiteSpace: 'nowrap' },
  '& .head > span': { display: 'inline-flex', alignItems: 'center', gap: 4 },
  '& .fraction': { fontSize: 'var(--smallest)', color: 'var(--ink3)', fontFamily: 'var(--mono)' },
  // As text, so that several lines of squares come out equally long.
  '& .squares': { margin: '5px -1px 0', lineHeight: 0, textWrap: 'balance' },
  '& .host': { whiteSpace: 'nowrap' },
  '@media (max-width: 1360px)': { '& .address, & .head > .fraction': { display: 'none' } },
});

/** So few squares are not broken into lines; more of them make two at most. */
const onOneLine = 8;

const SquareButton = styled('button')({
  border: 0,
  background: 'none',
  padding: 1,
  margin: '0 1px 1px 0',
  borderRadius: 3,
  display: 'inline-block',
  verticalAlign: 'top',
  cursor: 'pointer',
  '&:hover': { background: 'var(--line2)' },
  // A ring: the glyph keeps its own colour, and the one that is dashed stays to be seen.
  '&[aria-pressed="true"]': { background: 'var(--surface)', boxShadow: '0 0 0 2px var(--acc)' },
});

type MatrixProps = {
  book: Book;
  hosts: { name: string; address: string }[];
  report: Report | null;
  chosen: Chosen | null;
  onChoose: (chosen: Chosen) => void;
};

/** Hosts × groups of checks, a square for each. Arrow keys move over the squares as they lie. */
export function MatrixTable({ book, hosts, report, chosen, onChoose }: MatrixProps) {
  const t = useTranslations('preflight');
  const table = useRef<HTMLTableElement>(null);
  const columns = columnsOf(book);
  const lines = linesOf(
    book,
    hosts.map(({ name }) => name),
    report,
  );
  const infos = new Map(book.checks.map((check) => [check.id, check]));
  const result = indexOf(report);
  const first = lines[0]?.cells.flatMap(({ squares }) => squares)[0];
  const [tabbed, setTabbed] = useState<Chosen | null>(null);
  const stop = tabbed ?? chosen ?? (first && lines[0] ? { check: first.check, host: lines[0].host } : null);

  const move = (event: KeyboardEvent) => {
    const at = event.target;
    if (!(at instanceof HTMLElement) || !at.dataset.check) return;
    const rows = [...(table.current?.querySelectorAll('tbody tr') ?? [])].map((row) => [
      ...row.querySelectorAll<HTMLElement>('[data-check]'),
    ]);
    const row = rows.findIndex((each) => each.includes(at));
    const column = rows[row]?.indexOf(at) ?? 0;
    const next = neighbour(event.key, rows, row, column, at.dataset.check);
    if (!next) return;
    event.preventDefault();
    setTabbed({ check: next.dataset.check ?? '', host: next.dataset.host ?? '' });
    next.focus();
  };

  return (
    <Scroller className="card" data-many={lines.length > manyHosts || undefined}>
      <LinedTable ref={table} onKeyDown={move} aria-label={t('matrix.label')} aria-describedby="matrix-hint">
        <thead>
          <tr>
            <th scope="col" style={{ width: 150 }}>
              {t('matrix.host')}
            </th>
            {columns.map(({ group, size }) => (
              <th key={group} scope="col">
                {t(`groups.${group}`)} <span style={{ color: 'var(--ink3)' }}>{size}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.host}>
              <HostHead
                line={line}
                report={report}
                address={hosts.find(({ name }) => name === line.host)?.address ?? ''}
              />
              {line.cells.map((cell) => (
                <GroupCell key={cell.group} {...{ infos, result, line, cell, chosen, stop, onChoose }} />
              ))}
            </tr>
          ))}
        </tbody>
      </LinedTable>
      <span id="matrix-hint" className="visually-hidden">
        {t('matrix.hint')}
      </span>
    </Scroller>
  );
}

/** The square that an arrow key leads to: up and down to the same check of another host. */
function neighbour(key: string, rows: HTMLElement[][], row: number, column: number, check: string) {
  const onLine = (line: HTMLElement[] | undefined) =>
    line?.find((each) => each.dataset.check === check) ?? line?.[column];
  switch (key) {
    case 'ArrowRight':
      return rows[row]?.[column + 1];
    case 'ArrowLeft':
      return rows[row]?.[column - 1];
    case 'ArrowDown':
      return onLine(rows[row + 1]);
    case 'ArrowUp':
      return onLine(rows[row - 1]);
    case 'Home':
      return rows[row]?.[0];
    case 'End':
      return rows[row]?.at(-1);
    default:
      return undefined;
  }
}

function HostHead({ line, report, address }: { line: HostLine; report: Report | null; address: string }) {
  const t = useTranslations('preflight');
  const host = report?.hosts.find(({ name }) => name === line.host);
  const glyph = {
    waiting: 'waiting',
    connecting: 'running',
    checking: 'running',
    done: 'satisfied',
    failed: 'failed',
  } as const;
  return (
    <th scope="row" className="host">
      <div style={{ display: 'flex', gap: 8, alignItems: 'baseline' }}>
        <b style={{ fontWeight: 600 }}>{line.host}</b>
        <Mono className="address" style={{ color: 'var(--ink3)' }}>
          {address}
        </Mono>
      </div>
      {host && (
        <div className="head" style={{ color: 'var(--ink2)', marginTop: 3 }}>
          <Glyph of={glyph[host.state]} size={14} />
          {t(`hostState.${host.state}`)}
          {host.tookMs !== null && ` · ${t('seconds', { seconds: host.tookMs / 1000 })}`}
        </div>
      )}
    </th>
  );
}

type CellProps = {
  infos: ReadonlyMap<string, CheckInfo>;
  result: ReturnType<typeof indexOf>;
  line: HostLine;
  cell: Cell;
  chosen: Chosen | null;
  stop: Chosen | null;
  onChoose: (chosen: Chosen) => void;
};

function GroupCell({ infos, result, line, cell, chosen, stop, onChoose }: CellProps) {
  const t = useTranslations('preflight');
  const { counts, squares } = cell;
  const total = totalOf(counts);
  if (total === 0) return <td />;
  const perLine = total <= onOneLine ? total : Math.ceil(total / 2);
  const shown = (['block', 'warn', 'running', 'not-run'] as const).filter((state) => counts[state] > 0);
  return (
    <td className={counts.block > 0 ? 'hot' : undefined}>
      <div className="head">
        <span className="fraction">{`${withoutFault(counts)}/${total}`}</span>
        <span style={{ flex: 1 }} />
        {shown.map((state) => (
          <span key={state} style={{ color: squareColors[state], fontWeight: 600 }}>
            <Glyph of={squareGlyphs[state]} size={12} />
            {counts[state]}
            <span className="visually-hidden">{t(`square.${state}`)}</span>
          </span>
        ))}
        {shown.length === 0 && settled(counts) === total && (
          <span style={{ color: 'var(--ok)' }}>
            <Glyph of="passed" size={12} />
            {t('matrix.passedAll')}
          </span>
        )}
      </div>
      <div className="squares" style={{ minWidth: perLine * 15 }}>
        {squares.map(({ check, state }) => {
          const info = infos.get(check);
          if (!info) return null;
          const same = (place: Chosen | null) => place?.check === check && place.host === line.host;
          return (
            <OneSquare
              key={check}
              check={info}
              host={line.host}
              state={state}
              result={result(check, line.host)}
              pressed={same(chosen)}
              tabbable={same(stop)}
              onChoose={onChoose}
            />
          );
        })}
      </div>
    </td>
  );
}

type SquareProps = {
  check: CheckInfo;
  host: string;
  state: Cell['squares'][number]['state'];
  result: Report['results'][number] | undefined;
  pressed: boolean;
  tabbable: boolean;
  onChoose: (chosen: Chosen) => void;
};

const OneSquare = memo(function OneSquare({ check, host, state, result, pressed, tabbable, onChoose }: SquareProps) {
  const t = useTranslations('preflight');
  const { text, found } = useCheckText();
  const measured = found(check, result);
  const word = t(`square.${state}`);
  const said = `${text(check, 'name', result && 'values' in result ? result.values : {})}: ${word}${measured && measured !== word ? `, ${measured}` : ''}`;
  return (
    <SquareButton
      type="button"
      data-check={check.id}
      data-host={host}
      tabIndex={tabbable ? 0 : -1}
      aria-pressed={pressed}
      aria-label={`${host}, ${said}`}
      title={said}
      onClick={() => onChoose({ check: check.id, host })}
    >
      <CellGlyph of={squareGlyphs[state]} />
    </SquareButton>
  );
});
