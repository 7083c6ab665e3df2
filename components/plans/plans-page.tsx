'use client';
import Button from '@mui/material/Button';
import InputAdornment from '@mui/material/InputAdornment';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import { Icon } from '@/components/ui/icons';
import { Notice } from '@/components/ui/notice';
import { ScrollingPage } from '@/components/ui/page-frame';
import { PageHeader } from '@/components/ui/page-header';
import { useNameList } from '@/components/ui/use-name-list';
import type { ImportFormat } from '@/lib/plan/import/imported';
import type { CredentialView } from '@/lib/store/credentials';
import type { ClusterActions } from './cluster-start';
import { ExistingClusterDialog } from './existing-cluster-dialog';
import { ImportDialog } from './import-dialog';
import { NewPlanDialog, type NewPlanStart } from './new-plan-dialog';
import { NoPlans } from './no-plans';
import { columns } from './plan-columns';
import { PlanRow } from './plan-row';
import { matchesSearch, type PlanRowData, type PlansActions } from './plan-row-data';

const Card = styled('div')({
  background: 'var(--surface)',
  border: '1px solid var(--line)',
  borderRadius: 8,
  overflow: 'clip',
  flex: 'none',
});

const Head = styled('div')({
  ...columns,
  padding: '7px 16px',
  background: 'var(--bg)',
  font: '500 var(--smallest)/16px var(--sans)',
  color: 'var(--ink3)',
});

const heads = ['topology', 'plan', 'survives', 'findings', 'lastRun', 'changed'] as const;

type PlansPageProps = {
  rows: PlanRowData[];
  /** Names of plans that a newer Slipway wrote: this one can't open them, and does not hide them. */
  unreadable: string[];
  canWrite: boolean;
  /** Names only, for an import to use; none for who may not see them. */
  credentials: CredentialView[];
  actions: PlansActions;
  cluster: ClusterActions;
  /** Whether the person may begin with a cluster: its kubeconfig is sealed, and it is asked. */
  canUseCluster: boolean;
};

/** All plans, or the way to the first one. */
export function PlansPage({
  rows,
  unreadable,
  canWrite,
  credentials,
  actions,
  cluster,
  canUseCluster,
}: PlansPageProps) {
  const t = useTranslations('plans');
  const list = useNameList();
  const [search, setSearch] = useState('');
  const [creating, setCreating] = useState<NewPlanStart | null>(null);
  const [importing, setImporting] = useState<ImportFormat | 'any' | null>(null);
  const [existing, setExisting] = useState(false);
  const shown = rows.filter((row) => matchesSearch(row, search));
  const dialogs = (
    <>
      <NewPlanDialog
        open={creating !== null}
        start={creating ?? { template: 'three-hosts' }}
        create={actions.create}
        onClose={() => setCreating(null)}
      />
      <ImportDialog
        wanted={importing}
        credentials={credentials}
        importPlan={actions.importPlan}
        onClose={() => setImporting(null)}
      />
      <ExistingClusterDialog
        open={existing}
        credentials={credentials}
        actions={cluster}
        onClose={() => setExisting(false)}
      />
    </>
  );
  if (rows.length + unreadable.length === 0) {
    return canWrite ? (
      <>
        <NoPlans
          onUse={setCreating}
          onImport={setImporting}
          onExisting={canUseCluster ? () => setExisting(true) : null}
        />
        {dialogs}
      </>
    ) : (
      <EmptyState title={t('readOnly.title')}>{t('readOnly.text')}</EmptyState>
    );
  }
  return (
    <ScrollingPage>
      <PageHeader title={t('title')} fact={rows.length + unreadable.length}>
        <TextField
          value={search}
          placeholder={t('search')}
          onChange={(event) => setSearch(event.target.value)}
          sx={{ width: 240 }}
          slotProps={{
            htmlInput: { 'aria-label': t('search'), type: 'search' },
            input: {
              startAdornment: (
                <InputAdornment position="start" sx={{ mr: 0, ml: '-4px', color: 'var(--ink3)' }}>
                  <Icon name="search" size={14} />
                </InputAdornment>
              ),
            },
          }}
        />
        {canWrite && (
          <>
            <Button onClick={() => setImporting('any')}>{t('import')}</Button>
            {canUseCluster && <Button onClick={() => setExisting(true)}>{t('newExisting')}</Button>}
            <Button variant="contained" onClick={() => setCreating({ template: 'three-hosts' })}>
              <Icon name="plus" size={14} />
              {t('new')}
            </Button>
          </>
        )}
      </PageHeader>
      {unreadable.length > 0 && (
        <Notice tone="warn" title={t('newer.title', { names: list(unreadable) })}>
          {t('newer.text')}
        </Notice>
      )}
      <Card>
        <Head aria-hidden="true">
          {heads.map((head) => (
            <span key={head} className={head}>
              {t(`columns.${head}`)}
            </span>
          ))}
          <span />
        </Head>
        {shown.length === 0 ? (
          <EmptyState
            title={t('none', { text: search })}
            act={<Button onClick={() => setSearch('')}>{t('clear')}</Button>}
          />
        ) : (
          <ul style={{ margin: 0, padding: 0 }} aria-label={t('title')}>
            {shown.map((row) => (
              <PlanRow key={row.id} row={row} canWrite={canWrite} actions={actions} />
            ))}
          </ul>
        )}
      </Card>
      {dialogs}
    </ScrollingPage>
  );
}
