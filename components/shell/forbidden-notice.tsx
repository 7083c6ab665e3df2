'use client';
import Button from '@mui/material/Button';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';

/** In place of a page that the account's role doesn't let it see. */
export function ForbiddenNotice() {
  const t = useTranslations('shell');
  return (
    <EmptyState
      title={t('forbidden.title')}
      act={
        <Button component={Link} href="/plans" variant="contained">
          {t('notFound.act')}
        </Button>
      }
    >
      {t('forbidden.text')}
    </EmptyState>
  );
}
