'use client';

import TextField from '@mui/material/TextField';
import { type HTMLInputTypeAttribute, useId } from 'react';
import type { UseFormRegisterReturn } from 'react-hook-form';

type TextInputProps = {
  label: string;
  type?: HTMLInputTypeAttribute;
  autoComplete: string;
  registration: UseFormRegisterReturn;
  /** What to know before typing; gives its place to the error. */
  hint?: string;
  error?: string | undefined;
  autoFocus?: boolean;
};

/** A labelled input whose error stands below it and is read with it. */
export function TextInput({ label, hint, error, registration, type = 'text', ...rest }: TextInputProps) {
  const id = useId();
  const { ref, ...field } = registration;
  return (
    <div style={{ marginBottom: 16 }}>
      <label
        htmlFor={id}
        style={{ display: 'block', marginBottom: 5, fontSize: 12, fontWeight: 500, color: 'var(--ink2)' }}
      >
        {label}
      </label>
      <TextField
        {...field}
        {...rest}
        id={id}
        inputRef={ref}
        type={type}
        hiddenLabel
        fullWidth
        error={Boolean(error)}
        helperText={error ?? hint}
      />
    </div>
  );
}
