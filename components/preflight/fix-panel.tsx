'use client';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Fragment, useEffect, useState, useTransition } from 'react';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Glyph } from '@/components/ui/glyph';
import { useErrorText } from '@/components/ui/use-error-text';
import { useNameList } from '@/components/ui/use-name-list';
import type { ActionError } from '@/lib/auth/action';
import type { CheckInfo } from './book';
import type { ChangedLine, FixPreview, PreflightActions } from './preflight-actions';
import { useCheckText } from './use-check-text';

const Lines = styled('div')({
  font: '400 12px/20px var(--mono)',
  background: 'var(--sunken)',
  border: '1px solid var(--line)',
  borderRadius: 6,
  padding: '5px 0',
  maxHeight: 170,
  overflow: 'auto',
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
  '& > div': { padding: '0 10px', minHeight: 20 },
  '& .away': { background: 'var(--bad-bg)', color: 'var(--bad)' },
  '& .new': { background: 'var(--ok-bg)', color: 'var(--ok)' },
});

type FixPanelProps = {
  planId: string;
  check: CheckInfo;
  /** Hosts that it was found on. */
  hosts: string[];
  canFix: boolean;
  /** A preflight or a fix is at work. */
  busy: boolean;
  actions: Pick<PreflightActions, 'previewFix' | 'startFix'>;
  onStarted: (run: { runId: string; number: number; check: string; hosts: string[] }) => void;
};

/** The way to mend a finding: its script, what it changes in files, and the one button that runs just that. */
export function FixPanel({ planId, check, hosts, canFix, busy, actions, onStarted }: FixPanelProps) {
  const t = useTranslations('preflight.fix');
  const list = useNameList();
  const errorText = useErrorText();
  const { text } = useCheckText();
  const [preview, setPreview] = useState<FixPreview | null>(null);
  const [refused, setRefused] = useState<ActionError | null>(null);
  const [starting, startTransition] = useTransition();
  const { previewFix, startFix } = actions;
  const asked = hosts.join(' ');

  useEffect(() => {
    let gone = false;
    setPreview(null);
    setRefused(null);
    previewFix({ planId, check: check.id, hosts: asked.split(' ') }).then(
      (answer) => {
        if (gone) return;
        if (answer.ok) setPreview(answer.data);
        else setRefused(answer.error);
      },
      () => gone || setRefused({ code: 'network' }),
    );
    return () => {
      gone = true;
    };
  }, [planId, check.id, asked, previewFix]);

  const start = () =>
    startTransition(async () => {
      if (!preview) return;
      const { hosts: on, sha256 } = preview;
      const answer = await startFix({ planId, check: check.id, hosts: on, sha256 });
      if (answer.ok) onStarted({ ...answer.data, check: check.id, hosts: on });
      else setRefused(answer.error);
    });

  if (refused) return <ErrorNotice title={t('failed')}>{errorText(refused)}</ErrorNotice>;
  if (!preview) return <p style={{ color: 'var(--ink3)', margin: 0 }}>{t('loading')}</p>;
  if (preview.hosts.length === 0) return <p style={{ color: 'var(--ink2)', margin: 0 }}>{t('none')}</p>;
  const changes = sameChanges(preview.files);
  return (
    <div>
      <p style={{ margin: 0, fontSize: 12, lineHeight: '18px', color: 'var(--ink2)' }}>{text(check, 'fix')}</p>
      {preview.script !== '' && (
        <>
          <h3>{t('script')}</h3>
          <Lines tabIndex={0}>
            {preview.script.split('\n').map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text have no identity but their place
              <div key={index}>{line}</div>
            ))}
          </Lines>
        </>
      )}
      {changes.map(({ path, on, lines }) => (
        <Fragment key={`${path} ${on.join()}`}>
          <h3>
            {on.length === preview.hosts.length ? t('change', { path }) : t('changeOn', { path, host: list(on) })}
          </h3>
          {lines.length === 0 ? (
            <p style={{ margin: 0, color: 'var(--ink3)' }}>{t('same', { path })}</p>
          ) : (
            <Difference lines={lines} />
          )}
        </Fragment>
      ))}
      <p style={{ margin: '8px 0 12px', fontSize: 12, lineHeight: '18px', color: 'var(--ink2)' }}>
        {t(changes.length > 0 ? 'where' : 'whereNoFiles', { hosts: list(preview.hosts) })}
      </p>
      {canFix ? (
        <Button variant="contained" loading={starting} disabled={busy} onClick={start}>
          {t('act', { count: preview.hosts.length })}
        </Button>
      ) : (
        <span style={{ fontSize: 12, color: 'var(--ink3)' }}>{t('forbidden')}</span>
      )}
    </div>
  );
}

type Change = { path: string; on: string[]; lines: ChangedLine[] };

/** The same change on several hosts is shown once. */
function sameChanges(files: FixPreview['files']): Change[] {
  const changes: Change[] = [];
  const same = (a: ChangedLine[], b: ChangedLine[]) => JSON.stringify(a) === JSON.stringify(b);
  for (const { host, path, lines } of files) {
    const known = changes.find((each) => each.path === path && same(each.lines, lines));
    if (known) known.on.push(host);
    else changes.push({ path, on: [host], lines });
  }
  return changes;
}

function Difference({ lines }: { lines: ChangedLine[] }) {
  return (
    <Lines tabIndex={0}>
      {lines.map(({ kind, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of one difference have no identity but their place
        <div key={index} className={kind === 'removed' ? 'away' : 'new'}>
          {kind === 'removed' ? '- ' : '+ '}
          {text}
        </div>
      ))}
    </Lines>
  );
}

/** The run of a fix, in a line, with the way to its log. */
export function FixRunLine({
  planId,
  number,
  state,
}: {
  planId: string;
  number: number;
  state: 'running' | 'succeeded' | 'failed';
}) {
  const t = useTranslations('preflight.fix');
  const glyph = { running: 'running', succeeded: 'passed', failed: 'failed' } as const;
  const words = { running: 'running', succeeded: 'succeeded', failed: 'failedRun' } as const;
  return (
    <div role="status" style={{ display: 'flex', alignItems: 'center', gap: 8, fontSize: 12, padding: '6px 0' }}>
      <Glyph of={glyph[state]} size={14} />
      {t(words[state], { number })}
      <Link href={`/plans/${planId}/runs/${number}`}>{t('open', { number })}</Link>
    </div>
  );
}
