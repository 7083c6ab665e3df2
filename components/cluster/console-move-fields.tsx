'use client';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useTranslations } from 'next-intl';
import { ChoiceField } from '@/components/plans/choice-field';
import { Field } from '@/components/ui/field';
import { Segmented } from '@/components/ui/segmented';
import type { ConsoleMoveField, ConsoleMoveForm } from '@/lib/cluster/console-move-form';

type ConsoleMoveFieldsProps = {
  form: ConsoleMoveForm;
  /** Fields that could not be used as they were shown last. */
  wrong: ConsoleMoveField[];
  hosts: { name: string; address: string }[];
  busy: boolean;
  onChange: (form: ConsoleMoveForm) => void;
  /** Compiles from these. */
  onShow: (form: ConsoleMoveForm) => void;
};

const typed = ['container', 'data', 'port'] as const;

/** Where the console is that moves, and which way it goes. */
export function ConsoleMoveFields({ form, wrong, hosts, busy, onChange, onShow }: ConsoleMoveFieldsProps) {
  const t = useTranslations('cluster.console');
  return (
    <form
      noValidate
      style={{ display: 'grid', gap: 12 }}
      onSubmit={(event) => {
        event.preventDefault();
        onShow(form);
      }}
    >
      <Segmented<ConsoleMoveForm['to']>
        full
        label={t('direction')}
        value={form.to}
        options={[
          { value: 'move', label: t('move.choice') },
          { value: 'back', label: t('back.choice') },
        ]}
        onChange={(to) => onShow({ ...form, to })}
      />
      <ChoiceField
        label={t('host')}
        hint={t('hostHint')}
        value={form.host}
        choices={hosts.map(({ name, address }) => ({ value: name, text: `${name} (${address})` }))}
        onChange={(host) => onChange({ ...form, host })}
      />
      {typed.map((field) => {
        const bad = wrong.includes(field);
        return (
          <Field key={field} label={t(field)} hint={t(`${field}${bad ? 'Wrong' : 'Hint'}`)}>
            {(props) => (
              <TextField
                id={props.id}
                fullWidth
                error={bad}
                value={form[field]}
                onChange={(event) => onChange({ ...form, [field]: event.target.value })}
                slotProps={{
                  htmlInput: {
                    'aria-describedby': props['aria-describedby'],
                    autoComplete: 'off',
                    spellCheck: false,
                    inputMode: field === 'port' ? 'numeric' : undefined,
                    style: { fontFamily: 'var(--mono)' },
                  },
                }}
              />
            )}
          </Field>
        );
      })}
      <Button type="submit" loading={busy} sx={{ justifySelf: 'start' }}>
        {t('show')}
      </Button>
    </form>
  );
}
