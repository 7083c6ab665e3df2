'use client';
import { useTranslations } from 'next-intl';
import type { ActionError } from '@/lib/auth/action';

/**
 * What a server action refused with, in the reader's language. Codes with a dot are about hosts and credentials
 * (`hosts.json`), the rest are everyone's; a code without a text shows as itself, never as nothing.
 */
export function useErrorText(): (error: ActionError) => string {
  const own = useTranslations('ui.errors');
  const common = useTranslations('errors');
  const hosts = useTranslations('hosts');
  return ({ code, values }) => {
    if (code.includes('.')) return hosts.has(code) ? hosts(code, values) : code;
    if (own.has(code)) return own(code, values);
    return common.has(code) ? common(code, values) : code;
  };
}
