'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import Button from '@mui/material/Button';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { ErrorNotice } from '@/components/ui/error-notice';
import { useInBrowser } from '@/components/ui/use-in-browser';
import type { ActionError } from '@/lib/auth/action';
import { createOwnerAccount } from '../actions';
import { TextInput } from '../text-input';
import { useFieldError } from '../use-field-error';
import { type OwnerFields, ownerFields, passwordLength } from './owner-schema';

export function OwnerForm() {
  const t = useTranslations('auth');
  const tError = useTranslations('errors');
  const fieldError = useFieldError();
  const inBrowser = useInBrowser();
  const [failure, setFailure] = useState<ActionError | null>(null);
  // Without default values: what was typed or filled in before the page's scripts came stays.
  const form = useForm({ resolver: zodResolver(ownerFields), mode: 'onTouched' });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (fields) => {
    const result = await createOwnerAccount({ ...fields, token: window.location.hash.slice(1) });
    if (result.ok) {
      // Replaces this address, so that the token isn't left in the browser's history.
      window.location.replace('/');
      return;
    }
    setFailure(result.error);
    for (const [name, code] of Object.entries(result.error.fields ?? {})) {
      if (name in ownerFields.shape) form.setError(name as keyof OwnerFields, { message: code });
    }
  });

  return (
    <form method="post" onSubmit={submit} noValidate>
      {failure && (
        <div role="alert" style={{ marginBottom: 16 }}>
          <ErrorNotice title={tError(failure.code, failure.values)} />
        </div>
      )}
      <TextInput
        label={t('name')}
        autoComplete="name"
        autoFocus
        registration={form.register('name')}
        error={fieldError(errors.name)}
      />
      <TextInput
        label={t('email')}
        type="email"
        autoComplete="username"
        hint={t('welcome.emailHint')}
        registration={form.register('email')}
        error={fieldError(errors.email)}
      />
      <TextInput
        label={t('password')}
        type="password"
        autoComplete="new-password"
        hint={t('welcome.passwordHint', { min: passwordLength.min })}
        registration={form.register('password')}
        error={fieldError(errors.password)}
      />
      <Button type="submit" variant="contained" fullWidth disabled={!inBrowser} loading={isSubmitting}>
        {t('welcome.submit')}
      </Button>
    </form>
  );
}
