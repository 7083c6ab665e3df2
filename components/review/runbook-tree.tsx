'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { ReviewBook } from '@/components/review/review-book';
import { type TreeRow, treeMove, treeRows } from '@/components/review/tree-rows';
import { useRunWords } from '@/components/run/run-words';
import { readableSize } from '@/components/run/upload-size';
import { Icon } from '@/components/ui/icons';

const Tree = styled('div')({
  flex: 1,
  minHeight: 0,
  overflowY: 'auto',
  padding: '0 6px 8px',
  '& .row': {
    minHeight: 28,
    display: 'flex',
    alignItems: 'center',
    gap: 6,
    paddingRight: 8,
    borderRadius: 5,
    cursor: 'pointer',
    '&:hover': { background: 'var(--hover)' },
    '&:focus-visible': { outlineOffset: -2 },
    '&[aria-selected="true"]': { background: 'var(--acc-bg)', '& .name': { color: 'var(--acc)', fontWeight: 500 } },
    '&[data-kind="upload"]': { cursor: 'default', color: 'var(--ink3)' },
  },
  '& .name': { flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '& [data-kind="file"] .name, & [data-kind="upload"] .name': { font: '400 12px/20px var(--mono)' },
  '& [data-kind="host"] .name': { fontWeight: 600 },
  '& .aside, & svg': { color: 'var(--ink3)' },
  '& .aside': { fontSize: 'var(--smallest)', lineHeight: '16px', whiteSpace: 'nowrap' },
});

type RunbookTreeProps = {
  book: ReviewBook;
  /** Key of the file that is shown beside. */
  shown: string;
  onShow: (key: string) => void;
};

/** Hosts, their steps and what each puts on the host. Arrow keys move and open, Enter shows a file. */
export function RunbookTree({ book, shown, onShow }: RunbookTreeProps) {
  const t = useTranslations('review.tree');
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(() => {
    const first = book.steps.find((step) => step.files.some((file) => file.key === shown));
    return new Set(first ? [first.host, first.id] : []);
  });
  const [focused, setFocused] = useState(shown);
  const rows = treeRows(book, open);
  const tabStop = rows.some((row) => row.key === focused) ? focused : rows[0]?.key;

  const toggle = (key: string, wanted = !open.has(key)) => {
    const next = new Set(open);
    if (wanted) next.add(key);
    else next.delete(key);
    setOpen(next);
  };
  const focus = (key: string | null | undefined) => {
    if (!key) return;
    setFocused(key);
    box.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
  };
  const press = (row: TreeRow) => {
    setFocused(row.key);
    if (row.kind === 'file') onShow(row.key);
    else if (row.kind !== 'upload') toggle(row.key);
  };
  const key = (event: KeyboardEvent, row: TreeRow, index: number) => {
    const move = treeMove(event.key, rows, index);
    if (!move) return;
    event.preventDefault();
    if (move.kind === 'focus') focus(move.key);
    else if (move.kind === 'open') toggle(row.key, move.open);
    else press(row);
  };

  return (
    <Tree ref={box} role="tree" aria-label={t('title')}>
      {rows.map((row, index) => (
        <div
          key={row.key}
          className="row"
          role="treeitem"
          data-kind={row.kind}
          data-key={row.key}
          aria-level={row.level}
          aria-expanded={row.kind === 'host' || row.kind === 'step' ? row.open : undefined}
          aria-selected={row.key === shown}
          tabIndex={row.key === tabStop ? 0 : -1}
          style={{ paddingLeft: row.level * 16 - 6 }}
          onClick={() => press(row)}
          onKeyDown={(event) => key(event, row, index)}
        >
          <RowContent row={row} />
        </div>
      ))}
    </Tree>
  );
}

function RowContent({ row }: { row: TreeRow }) {
  const t = useTranslations('review.tree');
  const words = useRunWords();
  if (row.kind === 'host' || row.kind === 'step') {
    const name = row.kind === 'host' ? row.key : words.step(row.step);
    return (
      <>
        <Icon name={row.open ? 'chevron-down' : 'chevron-right'} size={12} />
        {row.kind === 'host' && <Icon name="host" size={14} />}
        <span className="name" title={name}>
          {name}
        </span>
        <span className="aside">
          {row.kind === 'host' ? t('steps', { count: row.steps }) : t('files', { count: row.step.files.length })}
        </span>
      </>
    );
  }
  if (row.kind === 'upload') {
    return (
      <>
        <Icon name="upload" size={14} />
        <span className="name" title={row.upload.path}>
          {row.upload.artifact.split('/').at(-1)}
        </span>
        <span className="aside">{t('upload', { size: readableSize(row.upload.sizeBytes) })}</span>
      </>
    );
  }
  const overridden = row.file.origins.filter((origin) => origin.kind === 'override').length;
  return (
    <>
      <Icon name={row.file.kind === 'file' ? 'file' : 'terminal'} size={14} />
      <span className="name" title={row.file.path}>
        {row.file.name}
      </span>
      {overridden > 0 && <span className="aside">{t('merged', { count: overridden })}</span>}
    </>
  );
}
