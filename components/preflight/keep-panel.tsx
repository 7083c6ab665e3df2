'use client';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useRouter } from 'next/navigation';
import { useFormatter, useTranslations } from 'next-intl';
import { useId, useState, useTransition } from 'react';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Notice } from '@/components/ui/notice';
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
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [refused, setRefused] = useState<ActionError | null>(null);
  const [busy, startTransition] = useTransition();
  const id = useId();

  const send = (what: () => ReturnType<PreflightActions['withdrawFinding']>) =>
    startTransition(async () => {
      const answer = await what();
      setRefused(answer.ok ? null : answer.error);
      if (!answer.ok) return;
      setOpen(false);
      setReason('');
      router.refresh();
    });
  const about = { planId, check: check.id, hosts };
  const keep = () => {
    const given = reason.trim();
    setMissing(given === '');
    if (given !== '') send(() => actions.acceptFinding({ ...about, reason: given }));
  };

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
    <form
      style={{ marginTop: 12 }}
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <label htmlFor={id} style={{ display: 'block', fontSize: 12, fontWeight: 500, marginBottom: 5 }}>
        {t('reason')}
      </label>
      <TextField
        id={id}
        autoFocus
        fullWidth
        value={reason}
        error={missing}
        helperText={missing ? t('missing') : undefined}
        onChange={(event) => setReason(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}
      />
      {refused && <ErrorNotice title={errorText(refused)} />}
      <div style={{ display: 'flex', gap: 8, marginTop: 8 }}>
        <Button type="submit" variant="contained" loading={busy}>
          {t('save')}
        </Button>
        <Button onClick={() => setOpen(false)}>{t('cancel')}</Button>
      </div>
    </form>
  );
}
