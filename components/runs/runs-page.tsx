'use client';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { listDuration } from '@/components/run/duration';
import { useNow } from '@/components/run/use-now';
import { StartTime } from '@/components/runs/start-time';
import { EmptyState } from '@/components/ui/empty-state';
import type { StateName } from '@/components/ui/glyph';
import { ScrollingPage } from '@/components/ui/page-frame';
import { PageHeader } from '@/components/ui/page-header';
import { RuledTable } from '@/components/ui/ruled-table';
import { State } from '@/components/ui/state';
import { kindWord } from '@/lib/runs/kind-word';
import type { RunState, RunView } from '@/lib/runs/view';

export type RunRow = Pick<
  RunView,
  'id' | 'number' | 'kind' | 'planId' | 'planName' | 'state' | 'createdAt' | 'startedAt' | 'finishedAt' | 'createdBy'
> & { steps: number; stepsDone: number };

const Table = styled(RuledTable)({
  background: 'var(--surface)',
  border: '1px solid var(--line)',
  borderRadius: 8,
  borderSpacing: 0,
  '& th': { padding: '8px 12px' },
  '& td': { padding: '7px 12px', overflowWrap: 'anywhere' },
  '& tbody tr:hover': { background: 'var(--hover)' },
  '& .number': { textAlign: 'right', whiteSpace: 'nowrap' },
  '& td.number': { font: '400 12px/20px var(--mono)' },
  '& .quiet': { color: 'var(--ink2)' },
});

const glyphs: Record<RunState, StateName> = {
  queued: 'waiting',
  running: 'running',
  succeeded: 'passed',
  failed: 'failed',
  cancelled: 'not-run',
};

/** All runs of all plans, newest first. */
export function RunsPage({ runs, limit, serverNow }: { runs: RunRow[]; limit: number; serverNow: number }) {
  const t = useTranslations('runs');
  const words = useTranslations('run.state');
  const now = useNow(
    serverNow,
    runs.some((run) => run.state === 'running'),
  );
  const duration = (run: RunRow) =>
    run.startedAt === null ? '' : listDuration((run.finishedAt ?? now) - run.startedAt);
  return (
    <ScrollingPage>
      <PageHeader
        title={t('title')}
        fact={runs.length === limit ? t('latest', { count: limit }) : t('count', { count: runs.length })}
      />
      {runs.length === 0 ? (
        <EmptyState
          title={t('empty.title')}
          act={
            <Button variant="contained" component={Link} href="/plans">
              {t('empty.act')}
            </Button>
          }
        >
          {t('empty.body')}
        </EmptyState>
      ) : (
        <Table>
          <thead>
            <tr>
              <th scope="col">{t('column.run')}</th>
              <th scope="col">{t('column.plan')}</th>
              <th scope="col">{t('column.state')}</th>
              <th scope="col" className="number">
                {t('column.steps')}
              </th>
              <th scope="col">{t('column.started')}</th>
              <th scope="col" className="number">
                {t('column.duration')}
              </th>
              <th scope="col">{t('column.by')}</th>
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <tr key={run.id}>
                <td>
                  <Link href={`/plans/${run.planId}/runs/${run.number}`}>
                    {t('name', { number: run.number, kind: kindWord(run.kind) })}
                  </Link>
                </td>
                <td>
                  <Link href={`/plans/${run.planId}`}>{run.planName}</Link>
                </td>
                <td>
                  <State of={glyphs[run.state]} label={words(run.state)} />
                </td>
                <td className="number">{t('steps', { done: run.stepsDone, total: run.steps })}</td>
                <td className="quiet">{run.startedAt === null ? t('notStarted') : <StartTime at={run.startedAt} />}</td>
                <td className="number">{duration(run)}</td>
                <td className="quiet">{run.createdBy}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </ScrollingPage>
  );
}
