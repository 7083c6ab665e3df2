'use client';
import Button from '@mui/material/Button';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { editorAddress } from '@/components/plan-editor/editor-address';
import type { ReviewBook } from '@/components/review/review-book';
import { FactSection } from '@/components/review/review-frame';
import { Notice } from '@/components/ui/notice';
import type { ActionResult } from '@/lib/auth/action';
import type { ConsoleMoveField, ConsoleMoveForm } from '@/lib/cluster/console-move-form';
import type { Plan } from '@/lib/plan/schema';
import { consoleMoveAddress } from '@/lib/runs/console-move';
import { ConsoleMoveFields } from './console-move-fields';
import { factList, TypedStartPage, useTypedStart } from './typed-start';

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
  const router = useRouter();
  const [draft, setDraft] = useState(form);
  const [showing, showTransition] = useTransition();
  const typed = useTypedStart(() => startConsoleMove({ planId, form, name: plan.name, runbookSha256: sha256 }));
  const files = book?.steps.flatMap((step) => step.files) ?? [];
  const changed = (Object.keys(form) as ConsoleMoveField[]).some((field) => draft[field].trim() !== form[field]);
  const show = (next: ConsoleMoveForm) => {
    setDraft(next);
    typed.forget();
    const { data: dataFolder, to, ...rest } = next;
    showTransition(() => router.replace(consoleMoveAddress(planId, { ...rest, dataFolder }, to), { scroll: false }));
  };
  return (
    <TypedStartPage
      {...{ typed, planId, book, sha256, busyRun }}
      name={plan.name}
      heading={t(`${form.to}.heading`, { name: plan.name })}
      first={files.find(({ path }) => path === 'act')?.key ?? ''}
      nothing={t('nothing')}
      words={{
        bar: t(`${form.to}.bar`, { host: form.host }),
        reason: book && changed ? t('changed') : null,
        back: { href: editorAddress(planId, 'rainbond'), text: t('plan') },
        ask: t(`${form.to}.ask`),
        act: t(`${form.to}.act`),
        lost: t(`${form.to}.lost`),
      }}
      destroys={false}
      disabled={!book || changed || showing}
    >
      {refused && <Refused planId={planId} refused={refused} />}
      <FactSection>
        <ConsoleMoveFields form={draft} wrong={wrong} hosts={hosts} busy={showing} onChange={setDraft} onShow={show} />
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
        <ul style={factList}>
          <li>{t(`${form.to}.staysContainer`, { container: form.container, folder: form.data })}</li>
          <li>{t(`${form.to}.staysOther`)}</li>
        </ul>
      </FactSection>
    </TypedStartPage>
  );
}

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
      <ol style={factList}>
        <li>{t('back.start', { container, host })}</li>
        <li>{t('back.remove')}</li>
        <li>{t('back.notCarried')}</li>
      </ol>
    );
  return (
    <ol style={factList}>
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
