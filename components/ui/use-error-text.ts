'use client';
import { useTranslations } from 'next-intl';
import type { ActionError } from '@/lib/auth/action';

/** What a server action refused with, in the reader's language; a code without a text shows as itself, never as nothing. */
export function useErrorText(): (error: ActionError) => string {
  const t = useTranslations('errors');
  const own = useTranslations('ui.errors');
  return ({ code, values }) => (own.has(code) ? own(code, values) : t.has(code) ? t(code, values) : code);
}
