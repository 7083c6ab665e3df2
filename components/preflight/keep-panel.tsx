'use client';
import Button from '@mui/material/Button';
import { useRouter } from 'next/navigation';
import { useFormatter, useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Notice } from '@/components/ui/notice';
import { ReasonForm } from '@/components/ui/reason-form';
import { useErrorText } from '@/components/ui/use-error-text';
import type { ActionError } from '@/lib/auth/action';
import type { Accepted } from '@/lib/plan/schema';
import type { CheckInfo } from './book';
import type { PreflightActions } from './preflight-actions';

type KeepPanelProps = {
  planId: string;
  check: CheckInfo;
  hosts: string[];
  /** What is in the record; null while nobody keeps it. */
  acceptance: Accepted | null;
  canKeep: boolean;
  actions: Pick<PreflightActions, 'acceptFinding' | 'withdrawFinding'>;
};

/** A warning that somebody keeps: with a reason, and with their name in the record. */
export function KeepPanel({ planId, check, hosts, acceptance, canKeep, actions }: KeepPanelProps) {
  const t = useTranslations('preflight.keep');
  const format = useFormatter();
  const router = useRouter();
  const errorText = useErrorText();
  const [open, setOpen] = useState(false);
  const [refused, setRefused] = useState<ActionError | null>(null);
  const [busy, startTransition] = useTransition();

  const send = (what: () => ReturnType<PreflightActions['withdrawFinding']>) =>
    startTransition(async () => {
      const answer = await what();
      setRefused(answer.ok ? null : answer.error);
      if (!answer.ok) return;
      setOpen(false);
      router.refresh();
    });
  const about = { planId, check: check.id, hosts };

  if (acceptance) {
    const { by, at, reason: why } = acceptance;
    return (
      <Notice
        tone="note"
        glyph="satisfied"
        title={t('kept', { by, at: format.dateTime(new Date(at), { dateStyle: 'medium' }), reason: why })}
        acts={
          canKeep ? (
            <Button variant="text" loading={busy} onClick={() => send(() => actions.withdrawFinding(about))}>
              {t('withdraw')}
            </Button>
          ) : undefined
        }
      >
        {refused && errorText(refused)}
      </Notice>
    );
  }
  if (!canKeep) return null;
  if (!open)
    return (
      <Button sx={{ marginTop: 3 }} onClick={() => setOpen(true)}>
        {t('act')}
      </Button>
    );
  return (
    <div style={{ marginTop: 12 }}>
      <ReasonForm
        label={t('reason')}
        missing={t('missing')}
        save={t('save')}
        cancel={t('cancel')}
        busy={busy}
        onReason={(reason) => send(() => actions.acceptFinding({ ...about, reason }))}
        onCancel={() => setOpen(false)}
      >
        {refused && <ErrorNotice title={errorText(refused)} />}
      </ReasonForm>
    </div>
  );
}
