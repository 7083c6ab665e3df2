'use client';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { useTranslations } from 'next-intl';
import { type Control, Controller } from 'react-hook-form';
import { Field } from '@/components/ui/field';
import { Segmented } from '@/components/ui/segmented';
import type { CredentialKind } from '@/lib/plan/credential-kinds';
import type { CredentialForm } from './credential-form';

type CredentialKindFieldProps = { control: Control<CredentialForm>; kinds: readonly CredentialKind[] };

/** Two kinds stand side by side; all of them would not fit a phone. */
export function CredentialKindField({ control, kinds }: CredentialKindFieldProps) {
  const t = useTranslations('editor.credential');
  const kindText = useTranslations('hosts.kinds');
  return (
    <Controller
      control={control}
      name="kind"
      render={({ field: { value, onChange } }) =>
        kinds.length < 3 ? (
          <Segmented
            full
            label={t('kind')}
            value={value}
            onChange={onChange}
            options={kinds.map((kind) => ({ value: kind, label: kindText(kind) }))}
          />
        ) : (
          <Field label={t('kind')}>
            {({ id }) => (
              <Select<CredentialKind>
                SelectDisplayProps={{ id, 'aria-label': `${t('kind')}: ${kindText(value)}` }}
                fullWidth
                value={value}
                onChange={(event) => onChange(event.target.value)}
              >
                {kinds.map((kind) => (
                  <MenuItem key={kind} value={kind}>
                    {kindText(kind)}
                  </MenuItem>
                ))}
              </Select>
            )}
          </Field>
        )
      }
    />
  );
}
