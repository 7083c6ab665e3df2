'use client';
import Button from '@mui/material/Button';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState, useTransition } from 'react';
import { FilePane } from '@/components/review/file-pane';
import type { ReviewBook } from '@/components/review/review-book';
import { ReviewFrame } from '@/components/review/review-frame';
import { RunbookTree } from '@/components/review/runbook-tree';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { useErrorText } from '@/components/ui/use-error-text';
import type { ActionError, ActionResult } from '@/lib/auth/action';
import { StartBar } from './start-bar';

export type TypedStart = {
  asking: boolean;
  ask: () => void;
  close: () => void;
  /** Why the last start was refused; null when none was. */
  refused: ActionError | null;
  forget: () => void;
  starting: boolean;
  start: () => void;
};

/** Asks before it starts, and keeps why it was refused. */
export function useTypedStart(run: () => Promise<ActionResult<null>>): TypedStart {
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState<ActionError | null>(null);
  const [starting, startTransition] = useTransition();
  const start = () =>
    startTransition(async () => {
      const answer = await run();
      // After a start the server sends the browser to the run; an answer means that it refused.
      if (!answer || answer.ok) return;
      setAsking(false);
      setRefused(answer.error);
    });
  const [ask, close, forget] = [() => setAsking(true), () => setAsking(false), () => setRefused(null)];
  return { asking, ask, close, refused, forget, starting, start };
}

type TypedStartPageProps = {
  typed: TypedStart;
  planId: string;
  /** The cluster's name, which has to be typed. */
  name: string;
  heading: string;
  /** Null while there is nothing to run. */
  book: ReviewBook | null;
  sha256: string;
  /** Key of the file that is shown until another one is chosen; '' for none. */
  first: string;
  /** Above the empty tree, while there is nothing to run. */
  nothing?: string;
  /** Number of a run of this plan that is at work; null when none is. */
  busyRun: number | null;
  words: {
    /** What the button will do; beside it why it can't be pressed, when that is not a run at work. */
    bar: string;
    reason?: string | null;
    back: { href: string; text: string };
    ask: string;
    act: string;
    lost: string;
  };
  /** It takes away what nobody brings back. */
  destroys: boolean;
  disabled: boolean;
  children: ReactNode;
};

/** What will happen and what stays in the first column, every script beside it; then the cluster's name has to be typed. */
export function TypedStartPage(props: TypedStartPageProps) {
  const { typed, planId, name, heading, book, sha256, first, nothing, busyRun, words, destroys, children } = props;
  const t = useTranslations('cluster.remove');
  const errorText = useErrorText();
  const [chosen, setChosen] = useState('');
  // Another choice has other files.
  const has = book?.steps.some(({ files }) => files.some(({ key }) => key === chosen));
  const shown = has ? chosen : first;
  return (
    <ReviewFrame>
      <div className="columns">
        <div className="facts">
          <h1 style={{ fontSize: 20, lineHeight: '28px', fontWeight: 600, margin: 0 }}>{heading}</h1>
          {typed.refused && <ErrorNotice title={errorText(typed.refused)} />}
          {children}
        </div>
        <div className="tree">
          <div style={{ padding: '12px 14px 6px' }}>
            <h2 style={{ fontSize: 13, lineHeight: '20px', fontWeight: 600, margin: 0 }}>{t('scripts')}</h2>
            {!book && nothing && <p style={{ margin: '4px 0 0', color: 'var(--ink2)' }}>{nothing}</p>}
          </div>
          {book && <RunbookTree book={book} shown={shown} onShow={setChosen} />}
        </div>
        <div className="file">{book && <FilePane book={book} shown={shown} marked={noLines} />}</div>
      </div>
      <StartBar sha256={book ? sha256 : ''} says={words.bar}>
        {busyRun !== null && (
          <span className="reason">
            {t('busy', { run: busyRun })} <Link href={`/plans/${planId}/runs/${busyRun}`}>{t('showRun')}</Link>
          </span>
        )}
        {busyRun === null && words.reason && <span className="reason">{words.reason}</span>}
        <Button component={Link} href={words.back.href}>
          {words.back.text}
        </Button>
        <Button
          {...(destroys ? { color: 'error' } : { variant: 'contained' })}
          disabled={props.disabled || busyRun !== null}
          onClick={typed.ask}
        >
          {words.ask}
        </Button>
      </StartBar>
      <ConfirmDialog
        open={typed.asking}
        title={heading}
        act={words.act}
        typeName={name}
        busy={typed.starting}
        onConfirm={typed.start}
        onClose={typed.close}
      >
        {words.lost}
      </ConfirmDialog>
    </ReviewFrame>
  );
}

const noLines: ReadonlySet<number> = new Set();

/** A list in the first column. */
export const factList = { margin: '4px 0 0', paddingLeft: 18, lineHeight: '20px' } as const;
