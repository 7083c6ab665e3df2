'use client';
import Button from '@mui/material/Button';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { BottomBar } from '@/components/ui/bottom-bar';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Glyph } from '@/components/ui/glyph';
import { Mono } from '@/components/ui/mono';
import type { ActionError, ActionResult } from '@/lib/auth/action';

export type StartInstall = (input: {
  planId: string;
  revision: number;
  runbookSha256: string;
}) => Promise<ActionResult<null>>;

/** Why nothing can be started now; null when it can. */
export type Obstacle =
  | { kind: 'blocked'; count: number }
  | { kind: 'busy'; run: number }
  | { kind: 'uncompiled' }
  | { kind: 'forbidden' };

type InstallBarProps = {
  planId: string;
  revision: number;
  hosts: string[];
  /** '' while there is no runbook. */
  sha256: string;
  obstacle: Obstacle | null;
  /** A run of this plan has succeeded before. */
  installed: boolean;
  startInstall: StartInstall;
};

/** What will be changed, which bytes are meant by it, and the one button that does it. */
export function InstallBar(props: InstallBarProps) {
  const { planId, revision, hosts, sha256, obstacle, installed, startInstall } = props;
  const t = useTranslations('review.bar');
  const [busy, startTransition] = useTransition();
  const [refused, setRefused] = useState<ActionError | null>(null);
  const names = hosts.join(t('comma'));
  const install = () =>
    startTransition(async () => {
      setRefused(null);
      const answer = await startInstall({ planId, revision, runbookSha256: sha256 });
      // After a start the server sends the browser to the run; an answer means that it refused.
      if (answer && !answer.ok) setRefused(answer.error);
    });
  return (
    <>
      {refused && <Refused refusal={refused} />}
      <BottomBar>
        <Glyph of="note" color="var(--acc)" />
        <div style={{ minWidth: 0 }}>
          <div style={{ fontWeight: 600 }}>{t(installed ? 'again' : 'title', { hosts: names })}</div>
          {sha256 !== '' && (
            <div className="under">
              <span title={sha256}>{t('fixed', { sha: `${sha256.slice(0, 4)}…${sha256.slice(-4)}` })}</span>
            </div>
          )}
        </div>
        <span className="grow" />
        {obstacle && (
          <span className="reason" id="install-obstacle">
            {obstacle.kind === 'blocked' && t('blocked', { count: obstacle.count })}
            {obstacle.kind === 'uncompiled' && t('uncompiled')}
            {obstacle.kind === 'forbidden' && t('forbidden')}
            {obstacle.kind === 'busy' && (
              <>
                {t('busy', { run: obstacle.run })}{' '}
                <Link href={`/plans/${planId}/runs/${obstacle.run}`}>{t('showRun', { run: obstacle.run })}</Link>
              </>
            )}
          </span>
        )}
        <Button component={Link} href={`/plans/${planId}`}>
          {t('back')}
        </Button>
        <Button
          variant="contained"
          loading={busy}
          disabled={obstacle !== null}
          aria-describedby={obstacle ? 'install-obstacle' : undefined}
          onClick={install}
        >
          {t(installed ? 'runAgain' : 'install', { count: hosts.length })}
        </Button>
      </BottomBar>
    </>
  );
}

function Refused({ refusal }: { refusal: ActionError }) {
  const t = useTranslations('review');
  const common = useTranslations('errors');
  const { code, values } = refusal;
  return (
    <div style={{ padding: '8px 16px', borderTop: '1px solid var(--line)', background: 'var(--surface)' }}>
      <ErrorNotice
        title={t('bar.failed')}
        acts={<Button onClick={() => location.reload()}>{t('refused.reload')}</Button>}
      >
        {common.has(code) ? common(code, values) : <Mono>{code}</Mono>}
      </ErrorNotice>
    </div>
  );
}
