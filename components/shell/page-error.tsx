'use client';
import Button from '@mui/material/Button';
import { useTranslations } from 'next-intl';
import { ErrorNotice } from '@/components/ui/error-notice';

/** An error that nobody expected, in place of the page. `digest` is the number under which the server logged it. */
export function PageError({ digest, retry }: { digest: string | undefined; retry: () => void }) {
  const t = useTranslations('shell.error');
  const ui = useTranslations('ui');
  return (
    <main style={{ padding: 40, maxWidth: 720 }}>
      <ErrorNotice title={t('title')} acts={<Button onClick={retry}>{ui('retry')}</Button>}>
        {digest ? t('text', { digest }) : t('textPlain')}
      </ErrorNotice>
    </main>
  );
}
