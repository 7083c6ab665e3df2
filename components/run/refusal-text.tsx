'use client';
import { useTranslations } from 'next-intl';
import type { Refusal } from '@/components/run/run-actions';

/** Why a server action did nothing: a refusal of a run by its own text, anything else by the common catalogue. */
export function RefusalText({ refusal }: { refusal: Refusal }) {
  const t = useTranslations('run.refused');
  const common = useTranslations('errors');
  const { code, values } = refusal;
  if (code !== 'title' && t.has(code)) return t(code, values);
  return common.has(code) ? common(code, values) : code;
}
