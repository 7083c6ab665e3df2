'use client';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useMemo, useState } from 'react';
import { editorAddress } from '@/components/plan-editor/editor-address';
import { ChartLine } from '@/components/review/chart-line';
import { EstimateBars } from '@/components/review/estimate-bars';
import { FilePane } from '@/components/review/file-pane';
import { findInFiles } from '@/components/review/find-in-files';
import { FindingList } from '@/components/review/finding-list';
import { FoundFiles } from '@/components/review/found-files';
import { InstallBar, type Obstacle, type StartInstall } from '@/components/review/install-bar';
import type { LossRow } from '@/components/review/loss-table';
import { estimateOf } from '@/components/review/phase-times';
import { PlanTotals } from '@/components/review/plan-totals';
import type { ReviewBook } from '@/components/review/review-book';
import { ReviewFrame } from '@/components/review/review-frame';
import { RunbookTree } from '@/components/review/runbook-tree';
import { SurvivalTable } from '@/components/review/survival-table';
import type { Totals } from '@/components/review/totals';
import { EmptyState } from '@/components/ui/empty-state';
import { Icon } from '@/components/ui/icons';
import { askingParameters } from '@/components/what-if/failing-address';
import type { Finding } from '@/lib/plan/finding';
import type { Plan } from '@/lib/plan/schema';

const TreeHead = styled('div')({
  padding: '12px 12px 8px',
  '& .line': {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    justifyContent: 'space-between',
    columnGap: 8,
    padding: '0 2px 8px',
  },
  '& h2': { fontSize: 13, lineHeight: '20px', fontWeight: 600, margin: 0, whiteSpace: 'nowrap' },
  '& .counts': { fontSize: 'var(--smallest)', lineHeight: '16px', color: 'var(--ink3)', whiteSpace: 'nowrap' },
  '& label': {
    height: 30,
    display: 'flex',
    alignItems: 'center',
    gap: 7,
    padding: '0 8px',
    border: '1px solid var(--line2)',
    borderRadius: 6,
    color: 'var(--ink3)',
    '&:focus-within': { outline: '2px solid var(--acc)', outlineOffset: -1 },
  },
  '& input': {
    flex: 1,
    minWidth: 0,
    border: 0,
    outline: 0,
    background: 'none',
    font: '400 12px/18px var(--sans)',
    color: 'var(--ink)',
    padding: 0,
  },
});

export type ReviewPageProps = {
  planId: string;
  revision: number;
  plan: Plan;
  totals: Totals;
  losses: LossRow[];
  findings: Finding[];
  /** Null while the plan can't be compiled. */
  book: ReviewBook | null;
  /** What the compiler said, when it refused. */
  refused: { code: string; values: Record<string, string> } | null;
  sha256: string;
  obstacle: Obstacle | null;
  installed: boolean;
  startInstall: StartInstall;
};

export function ReviewPage(props: ReviewPageProps) {
  const { planId, revision, plan, totals, losses, findings, book, refused, sha256 } = props;
  const { obstacle, installed, startInstall } = props;
  const runbook = useTranslations('runbook.errors');
  const t = useTranslations('review');
  const hosts = plan.hosts.map((host) => host.name);
  return (
    <ReviewFrame>
      <div className="columns">
        <div className="facts">
          <h1 style={{ fontSize: 20, lineHeight: '28px', fontWeight: 600, margin: 0 }}>{t('title')}</h1>
          <PlanTotals totals={totals} />
          <ChartLine plan={plan} />
          <SurvivalTable rows={losses} whatIf={editorAddress(planId, 'hosts', askingParameters)} />
          <FindingList planId={planId} plan={plan} findings={findings} />
          {book && <Times book={book} />}
        </div>
        {book ? (
          <Files planId={planId} book={book} />
        ) : (
          <div className="file" style={{ justifyContent: 'center' }}>
            <EmptyState
              title={t('uncompiled.title')}
              act={
                <Button component={Link} href={`/plans/${planId}`}>
                  {t('uncompiled.open')}
                </Button>
              }
            >
              {refused
                ? runbook.has(refused.code)
                  ? runbook(refused.code, refused.values)
                  : refused.code
                : t('uncompiled.blocked')}
            </EmptyState>
          </div>
        )}
      </div>
      <InstallBar {...{ planId, revision, hosts, sha256, obstacle, installed, startInstall }} />
    </ReviewFrame>
  );
}

function Times({ book }: { book: ReviewBook }) {
  const estimate = useMemo(() => estimateOf(book.steps, book.phases), [book]);
  return <EstimateBars estimate={estimate} />;
}

/** The file to begin with: the first that the plan's overrides changed, else the first file at all. */
function firstFile(book: ReviewBook): string {
  const files = book.steps.flatMap((step) => step.files);
  return (files.find((file) => file.origins.length > 0) ?? files[0])?.key ?? '';
}

function Files({ planId, book }: { planId: string; book: ReviewBook }) {
  const t = useTranslations('review.tree');
  const [shown, setShown] = useState(() => firstFile(book));
  const [typed, setTyped] = useState('');
  const needle = useDeferredValue(typed);
  const found = useMemo(() => findInFiles(book, needle), [book, needle]);
  const marked = useMemo(() => new Set(found.find((each) => each.file === shown)?.lines), [found, shown]);
  return (
    <>
      <div className="tree">
        <TreeHead>
          <div className="line">
            <h2>{t('title')}</h2>
            <span className="counts">{t('counts', { steps: book.steps.length, files: book.files })}</span>
          </div>
          <label>
            <Icon name="search" size={14} />
            <input
              type="search"
              value={typed}
              placeholder={t('find')}
              aria-label={t('find')}
              spellCheck={false}
              onChange={(event) => setTyped(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === 'Escape') setTyped('');
              }}
            />
          </label>
        </TreeHead>
        {needle.trim() === '' ? (
          <RunbookTree book={book} shown={shown} onShow={setShown} />
        ) : (
          <FoundFiles book={book} found={found} shown={shown} onShow={setShown} />
        )}
        <div style={{ padding: '10px 12px', borderTop: '1px solid var(--line)' }}>
          <Button href={`/api/plans/${planId}/export`} download sx={{ height: 28, fontSize: 12 }}>
            <Icon name="download" size={14} />
            {t('export')}
          </Button>
        </div>
      </div>
      <div className="file">
        <FilePane book={book} shown={shown} marked={marked} />
      </div>
    </>
  );
}
