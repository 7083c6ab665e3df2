'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useTranslations } from 'next-intl';
import { useId, useMemo, useState } from 'react';
import { type UseFormRegisterReturn, useForm } from 'react-hook-form';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { useErrorText } from '@/components/ui/use-error-text';
import { type CredentialKind, isLogin } from '@/lib/plan/credential-kinds';
import {
  type CredentialForm,
  credentialFormSchema,
  credentialInput,
  emptyCredential,
  refusedField,
} from './credential-form';
import { CredentialKindField } from './credential-kind-field';
import type { Answer, CredentialInput, CredentialView } from './editor-actions';
import { FileTextField } from './file-text-field';
import { titleKey } from './title-key';

type CredentialDialogProps = {
  open: boolean;
  /** Kinds that fit the place that asks, the usual one first. */
  kinds: readonly CredentialKind[];
  /** The credential whose secret is replaced; none: a new one is made. */
  replaces?: CredentialView | null;
  save: (input: CredentialInput) => Promise<Answer<CredentialView>>;
  onClose: () => void;
  onSaved: (credential: CredentialView) => void;
};

/** A credential, new or with a new secret. Write-only: what is typed here is sealed on the server and never shown again. */
export function CredentialDialog({ open, kinds, replaces = null, save, onClose, onSaved }: CredentialDialogProps) {
  const t = useTranslations('editor.credential');
  const ui = useTranslations('ui');
  const errorText = useErrorText();
  const [failure, setFailure] = useState<string | null>(null);
  const id = useId();
  const [usual = 'password'] = kinds;
  const values = useMemo(
    (): CredentialForm => ({ ...emptyCredential, name: replaces?.name ?? '', kind: replaces?.kind ?? usual }),
    [replaces, usual],
  );
  const { control, register, handleSubmit, watch, reset, setError, setFocus, formState } = useForm<CredentialForm>({
    resolver: zodResolver(credentialFormSchema),
    defaultValues: values,
    values,
  });
  const { errors } = formState;
  const kind = watch('kind');
  const login = isLogin(kind);
  const only = kinds.length === 1;
  const leave = () => {
    reset(values);
    setFailure(null);
  };
  const submit = handleSubmit(async (form) => {
    setFailure(null);
    const answer = await save(credentialInput(form)).catch(
      (): Answer<CredentialView> => ({ ok: false, error: { code: 'offline' } }),
    );
    if (answer.ok) {
      leave();
      return onSaved(answer.data);
    }
    const [part] = Object.keys(answer.error.fields ?? {});
    const field = part === undefined ? null : refusedField(form.kind, part);
    if (!field) return setFailure(errorText(answer.error));
    setError(field, { type: 'refused', message: errorText(answer.error) });
    setFocus(field);
  });
  /** What the server said stands there as it is; what the form found is a key. */
  const wrong = (field: keyof CredentialForm): string | null => {
    const error = errors[field];
    if (!error) return null;
    if (error.type === 'refused') return error.message ?? null;
    return field === 'name' ? t('nameNeeded') : t(error.message as 'passwordNeeded');
  };
  const input = (
    { id: field, 'aria-describedby': describedBy }: { id: string; 'aria-describedby': string | undefined },
    registered: UseFormRegisterReturn,
    secret: boolean,
    error: boolean,
  ) => ({
    id: field,
    ...registered,
    type: secret ? 'password' : 'text',
    autoComplete: secret ? 'new-password' : 'off',
    error,
    slotProps: { htmlInput: { 'aria-describedby': describedBy } },
  });
  const title = only ? t('titleOf', { kind: titleKey(usual) }) : t('title');
  return (
    <Dialog
      open={open}
      onClose={() => {
        leave();
        onClose();
      }}
      aria-labelledby={id}
      fullWidth
      maxWidth="sm"
    >
      <form onSubmit={(event) => void submit(event)} noValidate>
        <DialogTitle id={id}>{replaces ? t('replaceTitle', { name: replaces.name }) : title}</DialogTitle>
        <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 3 }}>
          <p style={{ margin: 0, color: 'var(--ink2)' }}>
            {replaces ? t(login ? 'replaceText' : 'replaceTextOther') : t('text')}
          </p>
          {failure && <ErrorNotice title={failure} />}
          <Field label={t('name')} hint={errors.name && <Wrong>{t('nameNeeded')}</Wrong>}>
            {(field) => (
              <TextField
                autoFocus
                placeholder={login ? 'ops-key' : kind === 'kubeconfig' ? 'prod-admin' : 'etcd-client'}
                {...input(field, register('name'), false, !!errors.name)}
              />
            )}
          </Field>
          {!only && <CredentialKindField control={control} kinds={kinds} />}
          {kind === 'password' && (
            <Field
              key="password"
              label={t('password')}
              hint={errors.password && <Wrong>{wrong('password') ?? ''}</Wrong>}
            >
              {(field) => <TextField {...input(field, register('password'), true, !!errors.password)} />}
            </Field>
          )}
          {kind === 'private-key' && (
            <>
              <FileTextField
                {...{ control, name: 'privateKey', label: t('privateKey'), hint: t('keyHint') }}
                placeholder="-----BEGIN OPENSSH PRIVATE KEY-----"
                rows={5}
                wrong={wrong('privateKey')}
              />
              <Field label={t('passphrase')} aside={t('optional')}>
                {(field) => <TextField {...input(field, register('passphrase'), true, false)} />}
              </Field>
            </>
          )}
          {kind === 'client-certificate' && (
            <>
              <FileTextField
                {...{ control, name: 'certificate', label: t('certificate'), hint: t('certificateHint') }}
                placeholder="-----BEGIN CERTIFICATE-----"
                wrong={wrong('certificate')}
              />
              <FileTextField
                {...{ control, name: 'clientKey', label: t('clientKey'), hint: t('clientKeyHint') }}
                placeholder="-----BEGIN PRIVATE KEY-----"
                wrong={wrong('clientKey')}
              />
              <FileTextField
                {...{ control, name: 'ca', label: t('ca'), hint: t('caHint'), optional: true }}
                placeholder="-----BEGIN CERTIFICATE-----"
                wrong={wrong('ca')}
              />
            </>
          )}
          {kind === 'kubeconfig' && (
            <FileTextField
              {...{ control, name: 'kubeconfig', label: t('kubeconfig'), hint: t('kubeconfigHint') }}
              placeholder={'apiVersion: v1\nkind: Config\ncurrent-context: admin@prod'}
              rows={8}
              wrong={wrong('kubeconfig')}
            />
          )}
          {login && kinds.includes('private-key') && (
            <Field label={t('sudoPassword')} aside={t('optional')} hint={t('sudoHint')}>
              {(field) => <TextField {...input(field, register('sudoPassword'), true, false)} />}
            </Field>
          )}
        </DialogContent>
        <DialogActions>
          <Button
            onClick={() => {
              leave();
              onClose();
            }}
          >
            {ui('cancel')}
          </Button>
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
