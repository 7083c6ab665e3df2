'use client';
import Button from '@mui/material/Button';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';

export function NotFoundNotice() {
  const t = useTranslations('shell.notFound');
  return (
    <EmptyState
      title={t('title')}
      act={
        <Button component={Link} href="/plans" variant="contained">
          {t('act')}
        </Button>
      }
    >
      {t('text')}
    </EmptyState>
  );
}
