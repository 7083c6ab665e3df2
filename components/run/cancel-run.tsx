'use client';
import Button from '@mui/material/Button';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import type { Refusal, RunActions } from '@/components/run/run-actions';
import { isActive } from '@/components/run/step-state';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useNameList } from '@/components/ui/use-name-list';
import type { RunView } from '@/lib/runs/view';

type CancelRunProps = { view: RunView; cancelRun: RunActions['cancelRun']; onError: (refusal: Refusal) => void };

export function CancelRun({ view, cancelRun, onError }: CancelRunProps) {
  const t = useTranslations('run');
  const list = useNameList();
  const [open, setOpen] = useState(false);
  const [busy, startTransition] = useTransition();
  const hosts = view.hosts.map((host) => host.name);
  const confirm = () =>
    startTransition(async () => {
      const answer = await cancelRun({ runId: view.id });
      setOpen(false);
      if (!answer.ok) onError(answer.error);
    });
  return (
    <>
      <Button onClick={() => setOpen(true)} disabled={view.cancelRequested}>
        {view.cancelRequested ? t('header.cancelling') : t('header.cancel')}
      </Button>
      <ConfirmDialog
        open={open}
        title={t('cancel.title', { hosts: list(hosts) })}
        act={t('cancel.act', { count: hosts.length })}
        busy={busy}
        onConfirm={confirm}
        onClose={() => setOpen(false)}
      >
        {t('cancel.body', { count: view.steps.filter((step) => isActive(step.state)).length })}
      </ConfirmDialog>
    </>
  );
}
