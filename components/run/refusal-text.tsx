'use client';
import { useTranslations } from 'next-intl';
import type { Refusal } from '@/components/run/run-actions';

/** Why a server action did nothing; the code itself where a newer server has a code without a text here. */
export function RefusalText({ refusal }: { refusal: Refusal }) {
  const t = useTranslations('errors');
  return t.has(refusal.code) ? t(refusal.code, refusal.values) : refusal.code;
}
