'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { FileButton } from '@/components/ui/file-button';
import { Mono } from '@/components/ui/mono';
import { MonoTextArea } from '@/components/ui/mono-text-area';
import { credentialTextLimit } from '@/lib/plan/credential-kinds';

/** A kubeconfig, pasted or from a file. It leaves the browser only to be read and sealed. */
export function KubeconfigField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const t = useTranslations('plans.existing');
  const credential = useTranslations('editor.credential');
  const [filename, setFilename] = useState('');
  const [tooLarge, setTooLarge] = useState<number | null>(null);
  const take = async (file: File) => {
    // What was there before stays: a file that can't be taken is no reason to lose it.
    if (file.size > credentialTextLimit) return setTooLarge(file.size);
    setTooLarge(null);
    setFilename(file.name);
    onChange(await file.text());
  };
  return (
    <div>
      <Field
        label={t('kubeconfig')}
        hint={
          tooLarge === null ? (
            t('kubeconfigHint')
          ) : (
            <span style={{ color: 'var(--bad)' }}>
              {credential('fileTooLarge', { found: tooLarge, needed: credentialTextLimit })}
            </span>
          )
        }
      >
        {(field) => (
          <MonoTextArea
            {...field}
            minRows={4}
            maxRows={8}
            value={value}
            placeholder={'apiVersion: v1\nkind: Config\nclusters:'}
            onChange={(event) => {
              setFilename('');
              setTooLarge(null);
              onChange(event.target.value);
            }}
          />
        )}
      </Field>
      <div style={{ display: 'flex', alignItems: 'center', gap: 10, marginTop: 6, fontSize: 12 }}>
        <FileButton
          label={credential('chooseFile')}
          sx={{ height: 28, fontSize: 12 }}
          onFile={(file) => void take(file)}
        />
        {filename && (
          <Mono role="status" style={{ overflowWrap: 'anywhere' }}>
            {filename}
          </Mono>
        )}
      </div>
    </div>
  );
}
