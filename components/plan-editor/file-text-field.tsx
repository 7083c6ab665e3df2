'use client';
import Button from '@mui/material/Button';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { type Control, Controller } from 'react-hook-form';
import { Field } from '@/components/ui/field';
import { Icon } from '@/components/ui/icons';
import { Mono } from '@/components/ui/mono';
import { MonoTextArea } from '@/components/ui/mono-text-area';
import { credentialTextLimit } from '@/lib/plan/credential-kinds';
import type { CredentialForm, FileField } from './credential-form';

type FileTextFieldProps = {
  control: Control<CredentialForm>;
  name: FileField;
  label: string;
  hint: string;
  placeholder: string;
  optional?: boolean;
  rows?: number;
  /** What is wrong with what stands there; null when nothing is. */
  wrong: string | null;
};

/** The text of a file: pasted, or read from one that is chosen. The file itself is not sent. */
export function FileTextField({
  control,
  name,
  label,
  hint,
  placeholder,
  optional,
  rows = 4,
  wrong,
}: FileTextFieldProps) {
  const t = useTranslations('editor.credential');
  const chooser = useRef<HTMLInputElement>(null);
  const [filename, setFilename] = useState('');
  const [tooLarge, setTooLarge] = useState<number | null>(null);
  const said = tooLarge === null ? wrong : t('fileTooLarge', { found: tooLarge, needed: credentialTextLimit });
  const take = async (file: File, change: (text: string) => void) => {
    // What was there before stays: a file that can't be taken is no reason to lose it.
    if (file.size > credentialTextLimit) return setTooLarge(file.size);
    change(await file.text());
    setFilename(file.name);
    setTooLarge(null);
  };
  return (
    <Controller
      control={control}
      name={name}
      render={({ field: { ref, value, onChange, onBlur } }) => (
        <div>
          <Field
            label={label}
            aside={optional ? t('optional') : undefined}
            hint={said ? <span style={{ color: 'var(--bad)' }}>{said}</span> : hint}
          >
            {(field) => (
              <MonoTextArea
                {...field}
                name={name}
                inputRef={ref}
                value={value}
                onBlur={onBlur}
                onChange={(event) => {
                  setFilename('');
                  setTooLarge(null);
                  onChange(event.target.value);
                }}
                minRows={rows}
                maxRows={rows * 2}
                placeholder={placeholder}
                error={said !== null}
              />
            )}
          </Field>
          <div style={{ display: 'flex', alignItems: 'center', gap: 10, marginTop: 6, fontSize: 12, minWidth: 0 }}>
            <Button
              aria-label={t('chooseFileOf', { label })}
              sx={{ height: 28, fontSize: 12, flex: 'none' }}
              onClick={() => chooser.current?.click()}
            >
              <Icon name="file" size={14} />
              {t('chooseFile')}
            </Button>
            <input
              ref={chooser}
              type="file"
              hidden
              onChange={(event) => {
                const [file] = event.target.files ?? [];
                if (file) void take(file, onChange);
                // The same file again, after a correction, is a change, too.
                event.target.value = '';
              }}
            />
            {filename && (
              <Mono role="status" style={{ overflowWrap: 'anywhere' }}>
                {filename}
              </Mono>
            )}
          </div>
        </div>
      )}
    />
  );
}
