'use client';
import Button from '@mui/material/Button';
import { useTranslations } from 'next-intl';
import { RefusalText } from '@/components/run/refusal-text';
import type { Refusal } from '@/components/run/run-actions';
import { ErrorNotice } from '@/components/ui/error-notice';

/** A refused act of this page, in place: what the console answered and what to do. */
export function RunError({ refusal, onClose }: { refusal: Refusal; onClose: () => void }) {
  const t = useTranslations('run');
  const ui = useTranslations('ui');
  return (
    <div style={{ padding: '8px 16px' }}>
      <ErrorNotice title={t('refused.title')} acts={<Button onClick={onClose}>{ui('close')}</Button>}>
        <RefusalText refusal={refusal} />
      </ErrorNotice>
    </div>
  );
}
