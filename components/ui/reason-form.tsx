'use client';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { type ReactNode, useId, useState } from 'react';

type ReasonFormProps = {
  label: string;
  /** What is said when there is none. */
  missing: string;
  save: string;
  cancel: string;
  /** Shown to begin with: what was given before. */
  initial?: string;
  busy?: boolean;
  onReason: (reason: string) => void;
  onCancel: () => void;
  /** Why it was refused. */
  children?: ReactNode;
};

/** Asks why a warning is kept: a reason is needed, Escape gives up. */
export function ReasonForm(props: ReasonFormProps) {
  const { label, missing, save, cancel, initial = '', busy, onReason, onCancel, children } = props;
  const [reason, setReason] = useState(initial);
  const [asked, setAsked] = useState(false);
  const id = useId();
  const lacks = asked && reason.trim() === '';
  return (
    <form
      style={{ width: '100%' }}
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (reason.trim() !== '') onReason(reason.trim());
      }}
    >
      <label htmlFor={id} style={{ display: 'block', fontSize: 12, fontWeight: 500, marginBottom: 5 }}>
        {label}
      </label>
      <TextField
        id={id}
        autoFocus
        fullWidth
        value={reason}
        error={lacks}
        helperText={lacks ? missing : undefined}
        onChange={(event) => setReason(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onCancel()}
      />
      {children}
      <div style={{ display: 'flex', gap: 8, marginTop: 8 }}>
        <Button type="submit" variant="contained" loading={busy ?? false}>
          {save}
        </Button>
        <Button onClick={onCancel}>{cancel}</Button>
      </div>
    </form>
  );
}
