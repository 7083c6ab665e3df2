'use client';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Field } from '@/components/ui/field';
import { FramedList } from '@/components/ui/framed-list';
import { Icon } from '@/components/ui/icons';
import { MonoTextArea } from '@/components/ui/mono-text-area';
import { isLogin } from '@/lib/plan/credential-kinds';
import type { ImportedSecret } from '@/lib/plan/import/imported';
import type { CredentialView } from '@/lib/store/credentials';
import type { ImportChoice } from '@/lib/store/seal-imported';

const List = styled(FramedList)({
  '& > li': { padding: '8px 10px', display: 'grid', gap: 8 },
  '& .head': { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) 208px', gap: 12, alignItems: 'center' },
  '& .name': { display: 'flex', alignItems: 'center', gap: 7, fontWeight: 500, overflowWrap: 'anywhere' },
  '& .about': { fontSize: 12, lineHeight: '18px', color: 'var(--ink3)', overflowWrap: 'anywhere' },
});

/** What happens to a secret when nobody chooses: what the file holds is sealed; of a path alone nothing can be made. */
export function usualChoice({ kind }: ImportedSecret): ImportChoice {
  return kind === 'private-key-path' ? { use: 'none' } : { use: 'make', privateKey: '', passphrase: '' };
}

type ImportCredentialsProps = {
  secrets: ImportedSecret[];
  choices: ImportChoice[];
  /** Those that there are already. */
  credentials: CredentialView[];
  onChange: (index: number, choice: ImportChoice) => void;
};

/** The secrets of a file: each becomes a sealed credential, is one that exists, or is left out. Never shows one. */
export function ImportCredentials({ secrets, choices, credentials, onChange }: ImportCredentialsProps) {
  const t = useTranslations('plans.importDialog.credentials');
  if (secrets.length === 0) return null;
  return (
    <section aria-label={t('title')}>
      <h3 style={{ margin: 0, fontSize: 13, lineHeight: '20px', fontWeight: 600 }}>{t('title')}</h3>
      <p style={{ margin: 0, fontSize: 12, lineHeight: '18px', color: 'var(--ink2)' }}>{t('text')}</p>
      <List aria-label={t('title')}>
        {secrets.map((secret, index) => (
          <Secret
            key={`${secret.name} ${secret.paths[0]}`}
            secret={secret}
            choice={choices[index] ?? usualChoice(secret)}
            credentials={credentials}
            onChange={(choice) => onChange(index, choice)}
          />
        ))}
      </List>
    </section>
  );
}

type SecretProps = {
  secret: ImportedSecret;
  choice: ImportChoice;
  credentials: CredentialView[];
  onChange: (choice: ImportChoice) => void;
};

function Secret({ secret, choice, credentials, onChange }: SecretProps) {
  const t = useTranslations('plans.importDialog.credentials');
  const id = useId();
  // Formats that hold secrets hold passwords and keys: of hosts, and passwords of registries and databases.
  const fitting = credentials.filter(({ kind }) => isLogin(kind));
  const value = choice.use === 'existing' ? choice.credentialId : choice.use;
  const about = t(`kinds.${secret.kind}`, { path: secret.kind === 'private-key-path' ? secret.value : '' });
  const choose = (next: string) => {
    if (next === 'none') onChange({ use: 'none' });
    else if (next === 'make') onChange({ use: 'make', privateKey: '', passphrase: '' });
    else onChange({ use: 'existing', credentialId: next });
  };
  return (
    <li>
      <div className="head">
        <div>
          <div className="name" id={`${id}-name`}>
            <Icon name="key" size={14} />
            {secret.name}
          </div>
          <div className="about">
            {about} {t('places', { count: secret.paths.length })}
          </div>
        </div>
        <Select<string>
          id={id}
          value={value}
          onChange={(event) => choose(event.target.value)}
          slotProps={{ input: { 'aria-label': t('choice', { name: secret.name }) } }}
          aria-label={t('choice', { name: secret.name })}
        >
          <MenuItem value="make">{secret.kind === 'private-key-path' ? t('paste') : t('make')}</MenuItem>
          <MenuItem value="none">{t('none')}</MenuItem>
          {fitting.map((credential) => (
            <MenuItem key={credential.id} value={credential.id}>
              {t('existing', { name: credential.name })}
            </MenuItem>
          ))}
        </Select>
      </div>
      {choice.use === 'make' && secret.kind !== 'password' && (
        <KeyFields path={secret.kind === 'private-key-path'} choice={choice} onChange={onChange} />
      )}
    </li>
  );
}

type KeyFieldsProps = {
  /** The file has only where the key is: it has to be pasted. */
  path: boolean;
  choice: Extract<ImportChoice, { use: 'make' }>;
  onChange: (choice: ImportChoice) => void;
};

function KeyFields({ path, choice, onChange }: KeyFieldsProps) {
  const t = useTranslations('editor.credential');
  return (
    <>
      {path && (
        <Field label={t('privateKey')} hint={t('keyHint')}>
          {(field) => (
            <MonoTextArea
              {...field}
              minRows={3}
              maxRows={6}
              value={choice.privateKey}
              placeholder="-----BEGIN OPENSSH PRIVATE KEY-----"
              onChange={(event) => onChange({ ...choice, privateKey: event.target.value })}
            />
          )}
        </Field>
      )}
      <Field label={t('passphrase')} aside={t('optional')}>
        {(field) => (
          <TextField
            {...field}
            type="password"
            value={choice.passphrase}
            onChange={(event) => onChange({ ...choice, passphrase: event.target.value })}
            slotProps={{ htmlInput: { autoComplete: 'new-password' } }}
          />
        )}
      </Field>
    </>
  );
}
