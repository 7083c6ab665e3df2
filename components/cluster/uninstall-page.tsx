'use client';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useFormatter, useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { FilePane } from '@/components/review/file-pane';
import type { ReviewBook } from '@/components/review/review-book';
import { FactSection, ReviewFrame } from '@/components/review/review-frame';
import { RunbookTree } from '@/components/review/runbook-tree';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Mono } from '@/components/ui/mono';
import { Notice } from '@/components/ui/notice';
import { useErrorText } from '@/components/ui/use-error-text';
import { useNameList } from '@/components/ui/use-name-list';
import type { ActionError, ActionResult } from '@/lib/auth/action';
import type { Inventory, InventoryReading } from '@/lib/cluster/uninstall-inventory';
import type { Plan } from '@/lib/plan/schema';
import { StartBar } from './start-bar';

export type StartUninstall = (input: {
  planId: string;
  hostFiles: boolean;
  name: string;
  runbookSha256: string;
}) => Promise<ActionResult<null>>;

type UninstallPageProps = {
  planId: string;
  /** As it was installed. */
  plan: Plan;
  hostFiles: boolean;
  inventory: InventoryReading;
  book: ReviewBook;
  sha256: string;
  /** Number of a run of this plan that is at work; null when none is. */
  busyRun: number | null;
  startUninstall: StartUninstall;
};

/** What would be deleted, what stays, and every script that does it; then the cluster's name has to be typed. */
export function UninstallPage(props: UninstallPageProps) {
  const { planId, plan, hostFiles, inventory, book, sha256, busyRun, startUninstall } = props;
  const t = useTranslations('cluster.remove');
  const errorText = useErrorText();
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState<ActionError | null>(null);
  const [busy, startTransition] = useTransition();
  const [shown, setShown] = useState(() => book.steps[1]?.files.find(({ path }) => path === 'act')?.key ?? '');
  const start = () =>
    startTransition(async () => {
      const answer = await startUninstall({ planId, hostFiles, name: plan.name, runbookSha256: sha256 });
      // After a start the server sends the browser to the run; an answer means that it refused.
      if (!answer || answer.ok) return;
      setAsking(false);
      setRefused(answer.error);
    });
  return (
    <ReviewFrame>
      <div className="columns">
        <div className="facts">
          <h1 style={{ fontSize: 20, lineHeight: '28px', fontWeight: 600, margin: 0 }}>
            {t('heading', { name: plan.name })}
          </h1>
          {refused && <ErrorNotice title={errorText(refused)} />}
          <FactSection>
            <div className="head">
              <h2>{t('deleted')}</h2>
            </div>
            {inventory.ok ? (
              <Deleted inventory={inventory.inventory} />
            ) : (
              <Notice tone="warn" title={t('unasked')}>
                {t('unaskedText')} {inventory.problem !== '' && <Mono>{inventory.problem}</Mono>}
              </Notice>
            )}
            <FormControlLabel
              sx={{ mt: 1, ml: '-4px', '& .MuiFormControlLabel-label': { fontSize: 13 } }}
              control={
                <Checkbox
                  checked={hostFiles}
                  onChange={(event) =>
                    router.replace(`/plans/${planId}/cluster/uninstall${event.target.checked ? '?hosts=yes' : ''}`)
                  }
                />
              }
              label={t('hostFiles', { count: plan.hosts.length })}
            />
          </FactSection>
          <FactSection>
            <div className="head">
              <h2>{t('stays')}</h2>
            </div>
            <Stays plan={plan} hostFiles={hostFiles} />
          </FactSection>
        </div>
        <div className="tree">
          <div style={{ padding: '12px 14px 6px' }}>
            <h2 style={{ fontSize: 13, lineHeight: '20px', fontWeight: 600, margin: 0 }}>{t('scripts')}</h2>
          </div>
          <RunbookTree book={book} shown={shown} onShow={setShown} />
        </div>
        <div className="file">
          <FilePane book={book} shown={shown} marked={noLines} />
        </div>
      </div>
      <StartBar sha256={sha256} says={t('bar', { name: plan.name })}>
        {busyRun !== null && (
          <span className="reason">
            {t('busy', { run: busyRun })} <Link href={`/plans/${planId}/runs/${busyRun}`}>{t('showRun')}</Link>
          </span>
        )}
        <Button component={Link} href={`/plans/${planId}/cluster`}>
          {t('back')}
        </Button>
        <Button color="error" disabled={busyRun !== null} onClick={() => setAsking(true)}>
          {t('ask')}
        </Button>
      </StartBar>
      <ConfirmDialog
        open={asking}
        title={t('heading', { name: plan.name })}
        act={t('act', { name: plan.name })}
        typeName={plan.name}
        busy={busy}
        onConfirm={start}
        onClose={() => setAsking(false)}
      >
        {t('lost')}
      </ConfirmDialog>
    </ReviewFrame>
  );
}

const noLines: ReadonlySet<number> = new Set();
const list = { margin: '4px 0 0', paddingLeft: 18, lineHeight: '20px' } as const;

function Deleted({ inventory }: { inventory: Inventory }) {
  const t = useTranslations('cluster.remove.what');
  const names = useNameList();
  const format = useFormatter();
  const { release, namespace, pods, claims, crds, webhooks, clusterRoles, marks, dns } = inventory;
  const some = (items: string[]) => (items.length > 0 ? names(items) : t('none'));
  const gib = (bytes: number) => format.number(bytes / 2 ** 30, { maximumFractionDigits: 1 });
  return (
    <ul style={list}>
      <li>{release ? t('release', { revision: release }) : t('noRelease')}</li>
      <li>{namespace ? t('namespace', { pods }) : t('noNamespace')}</li>
      <li>
        {t('claims', { count: claims.length })}
        {claims.length > 0 && (
          <ul style={list}>
            {claims.map(({ name, bytes, storageClass, kept }) => (
              <li key={name}>
                <Mono>{name}</Mono>{' '}
                {t(kept ? 'claimKept' : 'claim', { size: gib(bytes), class: storageClass || t('noClass') })}
              </li>
            ))}
          </ul>
        )}
      </li>
      <li>{t('crds', { names: some(crds) })}</li>
      <li>{t('webhooks', { names: some(webhooks) })}</li>
      <li>{t('clusterRoles', { names: some(clusterRoles) })}</li>
      <li>{t('marks', { names: some(marks) })}</li>
      <li>{t('dns', { names: some(dns) })}</li>
    </ul>
  );
}

function Stays({ plan, hostFiles }: { plan: Plan; hostFiles: boolean }) {
  const t = useTranslations('cluster.remove.staysText');
  const { database, registry } = plan;
  return (
    <ul style={list}>
      <li>{t('kubernetes')}</li>
      <li>{t('applications')}</li>
      {database.kind === 'external' && (
        <li>
          {t('database', { address: database.host, names: `${database.consoleDatabase}, ${database.regionDatabase}` })}
        </li>
      )}
      {registry.kind === 'external' && <li>{t('registry', { address: registry.address })}</li>}
      <li>{t('images')}</li>
      <li>{t('classes')}</li>
      {!hostFiles && <li>{t('hostFiles')}</li>}
    </ul>
  );
}
