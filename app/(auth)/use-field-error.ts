'use client';

import { useTranslations } from 'next-intl';
import type { FieldError } from 'react-hook-form';
import { passwordLength } from './welcome/owner-schema';

/** The text of a field's error; schemas and actions name it by its key below `errors`. */
export function useFieldError(): (error: FieldError | undefined) => string | undefined {
  const t = useTranslations('errors');
  return (error) => (error?.message ? t(error.message, passwordLength) : undefined);
}
