'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import Button from '@mui/material/Button';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { ErrorNotice } from '@/components/ui/error-notice';
import { useInBrowser } from '@/components/ui/use-in-browser';
import { TextInput } from '../text-input';
import { useFieldError } from '../use-field-error';
import { type SignInFailure, signIn } from './sign-in';

const schema = z.object({ email: z.email('email-invalid'), password: z.string().min(1, 'password-missing') });

export function SignInForm({ target }: { target: string }) {
  const t = useTranslations('auth');
  const fieldError = useFieldError();
  const inBrowser = useInBrowser();
  const [failure, setFailure] = useState<SignInFailure | null>(null);
  // Without default values: what was typed or filled in before the page's scripts came stays.
  const form = useForm({ resolver: zodResolver(schema) });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (credentials) => {
    const failed = await signIn(credentials);
    setFailure(failed);
    // A whole load: nothing that was rendered for nobody stays in the page.
    if (!failed) window.location.assign(target);
    else form.setFocus('password');
  });

  return (
    <form method="post" onSubmit={submit} noValidate>
      {failure && (
        <div role="alert" style={{ marginBottom: 16 }}>
          <ErrorNotice title={t(`signIn.failure.${failure.code}`, { seconds: failure.seconds ?? 0 })} />
        </div>
      )}
      <TextInput
        label={t('email')}
        type="email"
        autoComplete="username"
        autoFocus
        registration={form.register('email')}
        error={fieldError(errors.email)}
      />
      <TextInput
        label={t('password')}
        type="password"
        autoComplete="current-password"
        registration={form.register('password')}
        error={fieldError(errors.password)}
      />
      <Button type="submit" variant="contained" fullWidth disabled={!inBrowser} loading={isSubmitting}>
        {t('signIn.submit')}
      </Button>
    </form>
  );
}
