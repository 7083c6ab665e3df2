'use client';
import Button from '@mui/material/Button';
import { useTranslations } from 'next-intl';
import { ClockTime } from '@/components/ui/clock-time';
import { State } from '@/components/ui/state';
import type { SaveState } from './use-plan-document';

/** Says whether what is shown is stored. */
export function SaveStatus({ save, revision, retry }: { save: SaveState; revision: number; retry: () => void }) {
  const t = useTranslations('editor.save');
  if (save.kind === 'failed') {
    return (
      <div role="alert" style={{ fontSize: 12 }}>
        <State of="failed" size={12} label={t('failed')} />
        <Button sx={{ height: 24, mt: 1, px: 2, fontSize: 12 }} onClick={retry}>
          {t('retry')}
        </Button>
      </div>
    );
  }
  return (
    <div role="status" style={{ fontSize: 'var(--smallest)', lineHeight: '16px', color: 'var(--ink3)' }}>
      {save.kind === 'saved' && (
        <State
          of="satisfied"
          size={12}
          quiet
          label={t.rich('saved', { revision, time: () => <ClockTime at={save.at} /> })}
        />
      )}
      {save.kind === 'dirty' && <State of="waiting" size={12} quiet label={t('dirty')} />}
      {save.kind === 'saving' && <State of="running" size={12} quiet label={t('saving')} />}
      {save.kind === 'conflict' && <State of="warning" size={12} label={t('conflict')} />}
    </div>
  );
}
