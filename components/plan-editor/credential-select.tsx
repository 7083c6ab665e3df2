'use client';
import Divider from '@mui/material/Divider';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Icon } from '@/components/ui/icons';
import { useAsked } from '@/components/ui/use-asked';
import { useEditor } from './editor-context';

// A form with a library of its own, for every host that has such a field: it comes when it is asked for.
const CredentialDialog = dynamic(async () => (await import('./credential-dialog')).CredentialDialog);

const create = ' new';

type CredentialSelectProps = {
  label: string;
  /** Null: the hosts it is about have different ones. */
  value: string | null;
  onChange: (id: string) => void;
  hideLabel?: boolean;
};

/** One of the stored credentials, or a new one. Shows names and fingerprints: a secret never comes back. */
export function CredentialSelect({ label, value, onChange, hideLabel }: CredentialSelectProps) {
  const t = useTranslations('editor.credential');
  const { credentials, addCredential, readOnly, actions } = useEditor();
  const [dialog, setDialog] = useState(false);
  const dialogAsked = useAsked(dialog);
  const id = useId();
  const known = credentials.some((credential) => credential.id === value);
  const shown = value === null ? t('mixed') : value === '' ? t('none') : known ? null : t('gone');
  return (
    <div style={{ minWidth: 0 }}>
      <label
        id={`${id}-label`}
        htmlFor={id}
        className={hideLabel ? 'visually-hidden' : undefined}
        style={{
          display: 'block',
          marginBottom: 5,
          fontSize: 12,
          lineHeight: '16px',
          fontWeight: 500,
          color: 'var(--ink2)',
        }}
      >
        {label}
      </label>
      <Select<string>
        id={id}
        labelId={`${id}-label`}
        fullWidth
        displayEmpty
        readOnly={readOnly}
        value={known && value ? value : ''}
        renderValue={() => shown ?? credentials.find((credential) => credential.id === value)?.name}
        onChange={(event) => (event.target.value === create ? setDialog(true) : onChange(event.target.value))}
        sx={{ '& .MuiSelect-select': { color: shown ? 'var(--ink3)' : undefined } }}
      >
        {credentials.map((credential) => (
          <MenuItem key={credential.id} value={credential.id}>
            <Icon name="key" size={14} />
            <span>
              {credential.name}
              <span style={{ display: 'block', fontSize: 11, lineHeight: '16px', color: 'var(--ink3)' }}>
                {credential.kind === 'password' ? t('password') : credential.fingerprint.slice(0, 24)}
              </span>
            </span>
          </MenuItem>
        ))}
        {credentials.length > 0 && <Divider />}
        <MenuItem value={create}>
          <Icon name="plus" size={14} />
          {t('new')}
        </MenuItem>
      </Select>
      {dialogAsked && (
        <CredentialDialog
          open={dialog}
          save={actions.createCredential}
          onClose={() => setDialog(false)}
          onSaved={(credential) => {
            addCredential(credential);
            onChange(credential.id);
            setDialog(false);
          }}
        />
      )}
    </div>
  );
}
