'use client';
import Divider from '@mui/material/Divider';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Icon } from '@/components/ui/icons';
import { Tag } from '@/components/ui/tag';
import { useAsked } from '@/components/ui/use-asked';
import { type CredentialPlace, fittingKinds } from '@/lib/plan/credential-kinds';
import type { CredentialView } from './editor-actions';
import { useEditor } from './editor-context';
import { FieldFindings } from './plan-field';
import { findingsAt } from './section-status';
import { titleKey } from './title-key';
import { useCredentialText, useExpiryText } from './use-credential-text';

// A form with a library of its own, for every host that has such a field: it comes when it is asked for.
const CredentialDialog = dynamic(async () => (await import('./credential-dialog')).CredentialDialog);

const create = ' new';

type CredentialSelectProps = {
  label: string;
  /** What asks for it: only kinds that fit are offered. */
  place: CredentialPlace;
  /** Null: the hosts it is about have different ones. */
  value: string | null;
  onChange: (id: string) => void;
  hideLabel?: boolean;
  /** Path in the document; what is said about it stands below. Absent where it is said elsewhere. */
  path?: string;
};

/** One of the stored credentials, or a new one. Shows names, fingerprints and dates: a secret never comes back. */
export function CredentialSelect({ label, place, value, onChange, hideLabel, path }: CredentialSelectProps) {
  const t = useTranslations('editor.credential');
  const kindText = useTranslations('hosts.kinds');
  const textOf = useCredentialText();
  const { credentials, addCredential, readOnly, actions, findings } = useEditor();
  const [dialog, setDialog] = useState(false);
  const dialogAsked = useAsked(dialog);
  const id = useId();
  const kinds = fittingKinds[place];
  const fitting = credentials.filter(({ kind }) => kinds.includes(kind));
  const chosen = credentials.find((credential) => credential.id === value);
  const fits = chosen !== undefined && kinds.includes(chosen.kind);
  const unfit = chosen && !fits ? t('unfit', { name: chosen.name, kind: kindText(chosen.kind) }) : null;
  const shown = value === null ? t('mixed') : value === '' ? t('none') : fits ? null : (unfit ?? t('gone'));
  const said = path === undefined ? [] : findingsAt(findings, path);
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
        error={said.some(({ severity }) => severity === 'block')}
        value={fits && value ? value : ''}
        renderValue={() => shown ?? chosen?.name}
        onChange={(event) => (event.target.value === create ? setDialog(true) : onChange(event.target.value))}
        SelectDisplayProps={{ 'aria-describedby': `${id}-about ${id}-said` }}
        sx={{ '& .MuiSelect-select': { color: shown ? 'var(--ink3)' : undefined } }}
      >
        {fitting.map((credential) => (
          <MenuItem key={credential.id} value={credential.id}>
            <Icon name="key" size={14} />
            <span style={{ minWidth: 0 }}>
              {credential.name}
              <span
                style={{
                  ...{ display: 'block', fontSize: 11, lineHeight: '16px', color: 'var(--ink3)' },
                  ...{ overflow: 'hidden', textOverflow: 'ellipsis' },
                }}
              >
                {textOf(credential)}
              </span>
            </span>
          </MenuItem>
        ))}
        {fitting.length > 0 && <Divider />}
        <MenuItem value={create}>
          <Icon name="plus" size={14} />
          {kinds.length === 1 && kinds[0] ? t('titleOf', { kind: titleKey(kinds[0]) }) : t('new')}
        </MenuItem>
      </Select>
      <div id={`${id}-about`} hidden={!chosen?.summary}>
        {chosen?.summary && <About credential={chosen} />}
      </div>
      <FieldFindings id={`${id}-said`} findings={said} />
      {dialogAsked && (
        <CredentialDialog
          open={dialog}
          kinds={kinds}
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

/** Whose certificate, or which cluster, and until when. */
function About({ credential }: { credential: CredentialView }) {
  const text = useCredentialText()(credential);
  const expiry = useExpiryText()(credential);
  return (
    <span
      style={{
        ...{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8, marginTop: 4 },
        ...{ fontSize: 12, lineHeight: '16px', color: 'var(--ink3)', overflowWrap: 'anywhere' },
      }}
    >
      <span>{text}</span>
      {expiry && <Tag data-tone={expiry.tone}>{expiry.text}</Tag>}
    </span>
  );
}
