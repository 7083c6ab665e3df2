'use client';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Icon, type IconName } from '@/components/ui/icons';
import { useAsked } from '@/components/ui/use-asked';
import { fittingKinds } from '@/lib/plan/credential-kinds';
import type { CredentialView } from '@/lib/store/credentials';
import { ChoiceField } from './choice-field';
import type { ClusterActions } from './cluster-start';

// A form with a library of its own: it comes when it is asked for.
const CredentialDialog = dynamic(
  async () => (await import('@/components/plan-editor/credential-dialog')).CredentialDialog,
);

export type ThroughForm = { address: string; port: number; user: string; credential: string };

const Row = styled('div')({ display: 'grid', gridTemplateColumns: '2fr 80px 1fr 2fr', gap: 12 });
const create = ' new';

type ThroughFieldsProps = {
  value: ThroughForm;
  credentials: CredentialView[];
  createCredential: ClusterActions['createCredential'];
  onChange: (value: ThroughForm) => void;
};

/** One of the cluster's nodes, and how to sign in there. */
export function ThroughFields({ value, credentials, createCredential, onChange }: ThroughFieldsProps) {
  const t = useTranslations('plans.existing');
  const hosts = useTranslations('editor.hosts');
  const credential = useTranslations('editor.credential');
  const [dialog, setDialog] = useState(false);
  const asked = useAsked(dialog);
  const [made, setMade] = useState<CredentialView[]>([]);
  const fitting = [...credentials, ...made].filter(({ kind }) => fittingKinds.host.includes(kind));
  const plain = { spellCheck: false, autoComplete: 'off', autoCapitalize: 'off' };
  return (
    <Row>
      <Field label={t('node')}>
        {(field) => (
          <TextField
            {...field}
            value={value.address}
            onChange={(event) => onChange({ ...value, address: event.target.value })}
            slotProps={{ htmlInput: plain }}
          />
        )}
      </Field>
      <Field label={hosts('port')}>
        {(field) => (
          <TextField
            {...field}
            value={String(value.port)}
            onChange={(event) => {
              const port = Number(event.target.value.replace(/\D/g, '').slice(0, 5));
              onChange({ ...value, port: Math.min(Math.max(port, 1), 65535) });
            }}
            slotProps={{ htmlInput: { ...plain, inputMode: 'numeric' } }}
          />
        )}
      </Field>
      <Field label={hosts('user')}>
        {(field) => (
          <TextField
            {...field}
            value={value.user}
            onChange={(event) => onChange({ ...value, user: event.target.value })}
            slotProps={{ htmlInput: plain }}
          />
        )}
      </Field>
      <ChoiceField
        label={hosts('credential')}
        value={value.credential}
        onChange={(chosen) => (chosen === create ? setDialog(true) : onChange({ ...value, credential: chosen }))}
        choices={[
          ...fitting.map(({ id, name }) => ({ value: id, text: <Labelled icon="key" text={name} /> })),
          { value: create, text: <Labelled icon="plus" text={credential('new')} /> },
        ]}
      />
      {asked && (
        <CredentialDialog
          open={dialog}
          kinds={fittingKinds.host}
          save={createCredential}
          onClose={() => setDialog(false)}
          onSaved={(saved) => {
            setMade((before) => [...before, saved]);
            onChange({ ...value, credential: saved.id });
            setDialog(false);
          }}
        />
      )}
    </Row>
  );
}

function Labelled({ icon, text }: { icon: IconName; text: string }) {
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 8 }}>
      <Icon name={icon} size={14} />
      {text}
    </span>
  );
}
