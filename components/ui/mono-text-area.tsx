'use client';
import TextField, { type TextFieldProps } from '@mui/material/TextField';

/** Text of files: several lines, fixed pitch, and nothing that a browser would correct or remember. */
export function MonoTextArea({ 'aria-describedby': describedBy, ...props }: TextFieldProps) {
  return (
    <TextField
      {...props}
      multiline
      slotProps={{
        htmlInput: {
          // Given to the field itself it would stand on the box around it, where no screen reader looks.
          'aria-describedby': describedBy,
          spellCheck: false,
          autoComplete: 'off',
          style: { fontFamily: 'var(--mono)', fontSize: 12 },
        },
      }}
    />
  );
}
