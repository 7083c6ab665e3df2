'use client';
import Button from '@mui/material/Button';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { editorAddress } from '@/components/plan-editor/editor-address';
import { FilePane } from '@/components/review/file-pane';
import type { ReviewBook } from '@/components/review/review-book';
import { FactSection, ReviewFrame } from '@/components/review/review-frame';
import { RunbookTree } from '@/components/review/runbook-tree';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Notice } from '@/components/ui/notice';
import { useErrorText } from '@/components/ui/use-error-text';
import type { ActionError, ActionResult } from '@/lib/auth/action';
import type { ConsoleMoveField, ConsoleMoveForm } from '@/lib/cluster/console-move-form';
import type { Plan } from '@/lib/plan/schema';
import { consoleMoveAddress } from '@/lib/runs/console-move';
import { ConsoleMoveFields } from './console-move-fields';
import { StartBar } from './start-bar';

export type StartConsoleMove = (input: {
  planId: string;
  form: ConsoleMoveForm;
  name: string;
  runbookSha256: string;
}) => Promise<ActionResult<null>>;

type ConsoleMovePageProps = {
  planId: string;
  /** As the cluster was made from it. */
  plan: Plan;
  /** What the runbook was compiled from. */
  form: ConsoleMoveForm;
  wrong: ConsoleMoveField[];
  /** Hosts that the old console can be on. */
  hosts: { name: string; address: string }[];
  /** Why there is nothing to run; null when there is. */
  refused: { code: string; values: Record<string, string> } | null;
  book: ReviewBook | null;
  /** Of the runbook; '' without one. */
  sha256: string;
  /** Number of a run of this plan that is at work; null when none is. */
  busyRun: number | null;
  startConsoleMove: StartConsoleMove;
};

/** Where the old console is, what will happen, what stays, and every script; then the cluster's name has to be typed. */
export function ConsoleMovePage(props: ConsoleMovePageProps) {
  const { planId, plan, form, wrong, hosts, refused, book, sha256, busyRun, startConsoleMove } = props;
  const t = useTranslations('cluster.console');
  const shared = useTranslations('cluster.remove');
  const errorText = useErrorText();
  const router = useRouter();
  const [draft, setDraft] = useState(form);
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<ActionError | null>(null);
  const [starting, startTransition] = useTransition();
  const [showing, showTransition] = useTransition();
  const [chosen, setShown] = useState('');
  // Another direction has other files.
  const files = book?.steps.flatMap((step) => step.files) ?? [];
  const shown = (files.find(({ key }) => key === chosen) ?? files.find(({ path }) => path === 'act'))?.key ?? '';
  const changed = (Object.keys(form) as ConsoleMoveField[]).some((field) => draft[field].trim() !== form[field]);
  const show = (next: ConsoleMoveForm) => {
    setDraft(next);
    setFailure(null);
    const { data: dataFolder, to, ...rest } = next;
    showTransition(() => router.replace(consoleMoveAddress(planId, { ...rest, dataFolder }, to), { scroll: false }));
  };
  const start = () =>
    startTransition(async () => {
      const answer = await startConsoleMove({ planId, form, name: plan.name, runbookSha256: sha256 });
      // After a start the server sends the browser to the run; an answer means that it refused.
      if (!answer || answer.ok) return;
      setAsking(false);
      setFailure(answer.error);
    });
  const heading = t(`${form.to}.heading`, { name: plan.name });
  return (
    <ReviewFrame>
      <div className="columns">
        <div className="facts">
          <h1 style={{ fontSize: 20, lineHeight: '28px', fontWeight: 600, margin: 0 }}>{heading}</h1>
          {failure && <ErrorNotice title={errorText(failure)} />}
          {refused && <Refused planId={planId} refused={refused} />}
          <FactSection>
            <ConsoleMoveFields
              form={draft}
              wrong={wrong}
              hosts={hosts}
              busy={showing}
              onChange={setDraft}
              onShow={show}
            />
          </FactSection>
          <FactSection>
            <div className="head">
              <h2>{t('happens')}</h2>
            </div>
            <Happens plan={plan} form={form} />
          </FactSection>
          <FactSection>
            <div className="head">
              <h2>{shared('stays')}</h2>
            </div>
            <ul style={list}>
              <li>{t(`${form.to}.staysContainer`, { container: form.container, folder: form.data })}</li>
              <li>{t(`${form.to}.staysOther`)}</li>
            </ul>
          </FactSection>
        </div>
        <div className="tree">
          <div style={{ padding: '12px 14px 6px' }}>
            <h2 style={{ fontSize: 13, lineHeight: '20px', fontWeight: 600, margin: 0 }}>{shared('scripts')}</h2>
            {!book && <p style={{ margin: '4px 0 0', color: 'var(--ink2)' }}>{t('nothing')}</p>}
          </div>
          {book && <RunbookTree book={book} shown={shown} onShow={setShown} />}
        </div>
        <div className="file">{book && <FilePane book={book} shown={shown} marked={noLines} />}</div>
      </div>
      <StartBar sha256={book ? sha256 : ''} says={t(`${form.to}.bar`, { host: form.host })}>
        {busyRun !== null && (
          <span className="reason">
            {shared('busy', { run: busyRun })}{' '}
            <Link href={`/plans/${planId}/runs/${busyRun}`}>{shared('showRun')}</Link>
          </span>
        )}
        {busyRun === null && book && changed && <span className="reason">{t('changed')}</span>}
        <Button component={Link} href={editorAddress(planId, 'rainbond')}>
          {t('plan')}
        </Button>
        <Button
          variant="contained"
          disabled={!book || changed || showing || busyRun !== null}
          onClick={() => setAsking(true)}
        >
          {t(`${form.to}.ask`)}
        </Button>
      </StartBar>
      <ConfirmDialog
        open={asking}
        title={heading}
        act={t(`${form.to}.act`)}
        typeName={plan.name}
        busy={starting}
        onConfirm={start}
        onClose={() => setAsking(false)}
      >
        {t(`${form.to}.lost`)}
      </ConfirmDialog>
    </ReviewFrame>
  );
}

const noLines: ReadonlySet<number> = new Set();
const list = { margin: '4px 0 0', paddingLeft: 18, lineHeight: '20px' } as const;

function Refused({ planId, refused }: { planId: string; refused: { code: string; values: Record<string, string> } }) {
  const t = useTranslations('cluster.console.refused');
  const compiler = useTranslations('runbook.errors');
  const { code, values } = refused;
  const said = t.has(code) ? t(code, values) : compiler.has(code) ? compiler(code, values) : code;
  return (
    <div style={{ marginTop: 10 }}>
      <Notice
        tone="warn"
        title={t('title')}
        acts={
          <Button component={Link} href={editorAddress(planId, 'rainbond')}>
            {t('act')}
          </Button>
        }
      >
        {said}
      </Notice>
    </div>
  );
}

function Happens({ plan, form }: { plan: Plan; form: ConsoleMoveForm }) {
  const t = useTranslations('cluster.console');
  const { database } = plan;
  const { host, container, port } = form;
  if (form.to === 'back')
    return (
      <ol style={list}>
        <li>{t('back.start', { container, host })}</li>
        <li>{t('back.remove')}</li>
        <li>{t('back.notCarried')}</li>
      </ol>
    );
  return (
    <ol style={list}>
      <li>{t('move.backup', { container, host })}</li>
      <li>{t('move.component', { port })}</li>
      {database.kind === 'external' && (
        <li>{t('move.restore', { name: database.consoleDatabase, address: database.host })}</li>
      )}
      <li>{t('move.check')}</li>
      <li>{t('move.stop', { container })}</li>
      <li>
        <strong>{t('move.notCarried')}</strong>
      </li>
    </ol>
  );
}
