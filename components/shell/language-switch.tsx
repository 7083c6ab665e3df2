'use client';
import Button from '@mui/material/Button';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import type { Language } from '@/lib/i18n/languages';

/** Names the language that it switches to, in that language. */
export function LanguageSwitch(props: { language: Language; setLanguage: (language: Language) => Promise<unknown> }) {
  const { language, setLanguage } = props;
  const t = useTranslations('shell');
  const router = useRouter();
  const [busy, start] = useTransition();
  const other: Language = language === 'en' ? 'zh' : 'en';
  return (
    <Button
      variant="text"
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      aria-label={t('language', { name: other === 'zh' ? '中文' : 'English' })}
      disabled={busy}
      sx={{ height: 28, fontSize: 12 }}
      onClick={() =>
        start(async () => {
          await setLanguage(other);
          router.refresh();
        })
      }
    >
      {other === 'zh' ? '中文' : 'EN'}
    </Button>
  );
}
