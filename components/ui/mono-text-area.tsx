'use client';
import TextField, { type TextFieldProps } from '@mui/material/TextField';

/** Text of files: several lines, fixed pitch, and nothing that a browser would correct or remember. */
export function MonoTextArea(props: TextFieldProps) {
  return (
    <TextField
      {...props}
      multiline
      slotProps={{
        htmlInput: { spellCheck: false, autoComplete: 'off', style: { fontFamily: 'var(--mono)', fontSize: 12 } },
      }}
    />
  );
}
