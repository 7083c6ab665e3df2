'use client';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import type { ReactNode } from 'react';
import { Field } from '@/components/ui/field';

type ChoiceFieldProps = {
  label: string;
  hint?: string;
  value: string;
  choices: { value: string; text: ReactNode }[];
  onChange: (value: string) => void;
};

/** One of several, by a label that reads with it. */
export function ChoiceField({ label, hint, value, choices, onChange }: ChoiceFieldProps) {
  return (
    <Field label={label} hint={hint}>
      {({ id, ...described }) => (
        <Select<string>
          id={id}
          fullWidth
          displayEmpty
          inputProps={{ 'aria-label': label, ...described }}
          value={choices.some((each) => each.value === value) ? value : ''}
          onChange={(event) => onChange(event.target.value)}
        >
          {choices.map((each) => (
            <MenuItem key={each.value} value={each.value}>
              {each.text}
            </MenuItem>
          ))}
        </Select>
      )}
    </Field>
  );
}
