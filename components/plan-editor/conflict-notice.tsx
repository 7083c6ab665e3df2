'use client';
import Button from '@mui/material/Button';
import { useTranslations } from 'next-intl';
import { ClockTime } from '@/components/ui/clock-time';
import { Notice } from '@/components/ui/notice';
import type { SaveOutcome } from './editor-actions';

type ConflictNoticeProps = {
  theirs: Extract<SaveOutcome, { kind: 'conflict' }>;
  onLoadTheirs: () => void;
  onKeepMine: () => void;
};

/** Two people saved: both versions stay, a person says which one goes on. */
export function ConflictNotice({ theirs, onLoadTheirs, onKeepMine }: ConflictNoticeProps) {
  const t = useTranslations('editor.conflict');
  return (
    <Notice
      tone="warn"
      title={t.rich('title', { by: theirs.by, revision: theirs.revision, time: () => <ClockTime at={theirs.at} /> })}
      acts={
        <>
          <Button onClick={onLoadTheirs}>{t('loadTheirs')}</Button>
          <Button onClick={onKeepMine}>{t('keepMine', { revision: theirs.revision + 1 })}</Button>
        </>
      }
    >
      {t('text')}
    </Notice>
  );
}
