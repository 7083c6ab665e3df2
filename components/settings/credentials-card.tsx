'use client';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { CredentialDialog } from '@/components/plan-editor/credential-dialog';
import { useCredentialText, useExpiryText } from '@/components/plan-editor/use-credential-text';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Icon } from '@/components/ui/icons';
import { Mono } from '@/components/ui/mono';
import { Tag } from '@/components/ui/tag';
import { useErrorText } from '@/components/ui/use-error-text';
import { useNameList } from '@/components/ui/use-name-list';
import type { ActionResult } from '@/lib/auth/action';
import { credentialKinds, fittingKinds, isLogin } from '@/lib/plan/credential-kinds';
import type { CredentialInput, CredentialView } from '@/lib/store/credentials';
import { SettingsCard, SettingsTable } from './settings-table';

export type CredentialRow = CredentialView & {
  /** Names of the plans that name it. */
  usedBy: string[];
};

type CredentialsCardProps = {
  credentials: CredentialRow[];
  create: (input: CredentialInput) => Promise<ActionResult<CredentialView>>;
  replace: (input: CredentialInput & { id: string }) => Promise<ActionResult<CredentialView>>;
  remove: (input: { id: string }) => Promise<ActionResult<null>>;
};

export function CredentialsCard({ credentials, create, replace, remove }: CredentialsCardProps) {
  const t = useTranslations('settings.credentials');
  const errorText = useErrorText();
  const list = useNameList();
  const router = useRouter();
  const [dialog, setDialog] = useState(false);
  const [replacing, setReplacing] = useState<CredentialRow | null>(null);
  const [deleting, setDeleting] = useState<CredentialRow | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, start] = useTransition();
  const confirm = () =>
    start(async () => {
      if (!deleting) return;
      const answer = await remove({ id: deleting.id }).catch(
        (): ActionResult<null> => ({ ok: false, error: { code: 'offline' } }),
      );
      setFailure(answer.ok ? null : errorText(answer.error));
      setDeleting(null);
      router.refresh();
    });
  return (
    <SettingsCard>
      <header>
        <div style={{ flex: 1 }}>
          <h2>{t('title')}</h2>
          <p>{t('text')}</p>
        </div>
        <Button onClick={() => setDialog(true)}>
          <Icon name="plus" size={14} />
          {t('new')}
        </Button>
      </header>
      <SettingsTable failure={failure} none={t('none')} heads={[t('name'), t('kind'), t('fingerprint'), t('sudo')]}>
        {credentials.map((credential) => (
          <tr key={credential.id}>
            <td style={{ fontWeight: 500 }}>{credential.name}</td>
            <td>{t(credential.kind)}</td>
            <td>
              <About credential={credential} />
            </td>
            <td>{credential.hasSudoPassword ? t('hasSudo') : t('noSudo')}</td>
            <td style={{ width: 'auto', whiteSpace: 'nowrap' }}>
              <Button sx={{ height: 28, fontSize: 12 }} onClick={() => setReplacing(credential)}>
                {t('replace')}
                <span className="visually-hidden"> {credential.name}</span>
              </Button>
              <IconButton aria-label={t('delete', { name: credential.name })} onClick={() => setDeleting(credential)}>
                <Icon name="trash" size={14} />
              </IconButton>
            </td>
          </tr>
        ))}
      </SettingsTable>
      <CredentialDialog
        open={dialog}
        kinds={credentialKinds}
        save={create}
        onClose={() => setDialog(false)}
        onSaved={() => {
          setDialog(false);
          router.refresh();
        }}
      />
      {replacing && (
        <CredentialDialog
          open
          kinds={isLogin(replacing.kind) ? fittingKinds.host : [replacing.kind]}
          replaces={replacing}
          save={(input) => replace({ ...input, id: replacing.id })}
          onClose={() => setReplacing(null)}
          onSaved={() => {
            setReplacing(null);
            router.refresh();
          }}
        />
      )}
      <ConfirmDialog
        open={deleting !== null}
        title={t('deleteTitle', { name: deleting?.name ?? '' })}
        act={t('delete', { name: deleting?.name ?? '' })}
        busy={busy}
        onConfirm={confirm}
        onClose={() => setDeleting(null)}
      >
        {deleting?.usedBy.length ? t('deleteText', { plans: list(deleting.usedBy) }) : t('deleteUnused')}
      </ConfirmDialog>
    </SettingsCard>
  );
}

/** What tells it from others of its kind, and when it ends. */
function About({ credential }: { credential: CredentialRow }) {
  const text = useCredentialText()(credential);
  const expiry = useExpiryText()(credential);
  return (
    <span style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8, color: 'var(--ink2)' }}>
      {credential.summary ? <span>{text}</span> : <Mono>{credential.fingerprint || '–'}</Mono>}
      {expiry && <Tag data-tone={expiry.tone}>{expiry.text}</Tag>}
    </span>
  );
}
