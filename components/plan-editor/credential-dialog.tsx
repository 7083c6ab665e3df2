'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Controller, type UseFormRegisterReturn, useForm } from 'react-hook-form';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { Segmented } from '@/components/ui/segmented';
import { useErrorText } from '@/components/ui/use-error-text';
import { type CredentialForm, credentialFormSchema, credentialInput, emptyCredential } from './credential-form';
import type { Answer, CredentialInput, CredentialView } from './editor-actions';

type CredentialDialogProps = {
  open: boolean;
  /** The credential whose secret is replaced; none: a new one is made. */
  replaces?: CredentialView | null;
  save: (input: CredentialInput) => Promise<Answer<CredentialView>>;
  onClose: () => void;
  onSaved: (credential: CredentialView) => void;
};

/** A way into hosts, new or with a new secret. Write-only: what is typed here is sealed on the server and never shown again. */
export function CredentialDialog({ open, replaces = null, save, onClose, onSaved }: CredentialDialogProps) {
  const t = useTranslations('editor.credential');
  const ui = useTranslations('ui');
  const errorText = useErrorText();
  const [failure, setFailure] = useState<string | null>(null);
  const id = useId();
  const { control, register, handleSubmit, watch, reset, formState } = useForm<CredentialForm>({
    resolver: zodResolver(credentialFormSchema),
    defaultValues: emptyCredential,
    values: replaces ? { ...emptyCredential, name: replaces.name, kind: replaces.kind } : emptyCredential,
  });
  const kind = watch('kind');
  const close = () => {
    reset(emptyCredential);
    setFailure(null);
    onClose();
  };
  const submit = handleSubmit(async (form) => {
    const answer = await save(credentialInput(form)).catch(
      (): Answer<CredentialView> => ({ ok: false, error: { code: 'offline' } }),
    );
    if (!answer.ok) return setFailure(errorText(answer.error));
    reset(emptyCredential);
    setFailure(null);
    onSaved(answer.data);
  });
  const input = (registered: UseFormRegisterReturn, secret: boolean, wrong: boolean) => ({
    ...registered,
    type: secret ? 'password' : 'text',
    autoComplete: secret ? 'new-password' : 'off',
    error: wrong,
  });
  return (
    <Dialog open={open} onClose={close} aria-labelledby={id} fullWidth maxWidth="sm">
      <form onSubmit={(event) => void submit(event)} noValidate>
        <DialogTitle id={id}>{replaces ? t('replaceTitle', { name: replaces.name }) : t('title')}</DialogTitle>
        <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 3 }}>
          <p style={{ margin: 0, color: 'var(--ink2)' }}>{replaces ? t('replaceText') : t('text')}</p>
          {failure && <ErrorNotice title={failure} />}
          <Field label={t('name')} hint={formState.errors.name && <Wrong>{t('nameNeeded')}</Wrong>}>
            {(field) => (
              <TextField
                {...field}
                autoFocus
                placeholder="ops-key"
                {...input(register('name'), false, !!formState.errors.name)}
              />
            )}
          </Field>
          <Controller
            control={control}
            name="kind"
            render={({ field }) => (
              <Segmented
                full
                label={t('kind')}
                value={field.value}
                onChange={field.onChange}
                options={[
                  { value: 'password', label: t('password') },
                  { value: 'private-key', label: t('privateKey') },
                ]}
              />
            )}
          />
          {kind === 'password' ? (
            <Field
              key="password"
              label={t('password')}
              hint={formState.errors.password && <Wrong>{t('passwordNeeded')}</Wrong>}
            >
              {(field) => <TextField {...field} {...input(register('password'), true, !!formState.errors.password)} />}
            </Field>
          ) : (
            <>
              <Field
                label={t('privateKey')}
                hint={formState.errors.privateKey ? <Wrong>{t('keyNeeded')}</Wrong> : t('keyHint')}
              >
                {(field) => (
                  <TextField
                    {...field}
                    multiline
                    minRows={5}
                    maxRows={10}
                    placeholder="-----BEGIN OPENSSH PRIVATE KEY-----"
                    {...register('privateKey')}
                    error={!!formState.errors.privateKey}
                    slotProps={{
                      htmlInput: {
                        spellCheck: false,
                        autoComplete: 'off',
                        style: { fontFamily: 'var(--mono)', fontSize: 12 },
                      },
                    }}
                  />
                )}
              </Field>
              <Field label={t('passphrase')} aside={t('optional')}>
                {(field) => <TextField {...field} {...input(register('passphrase'), true, false)} />}
              </Field>
            </>
          )}
          <Field label={t('sudoPassword')} aside={t('optional')} hint={t('sudoHint')}>
            {(field) => <TextField {...field} {...input(register('sudoPassword'), true, false)} />}
          </Field>
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>{ui('cancel')}</Button>
          <Button type="submit" variant="contained" loading={formState.isSubmitting}>
            {t('save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function Wrong({ children }: { children: string }) {
  return <span style={{ color: 'var(--bad)' }}>{children}</span>;
}
