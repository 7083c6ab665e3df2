'use client';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useTranslations } from 'next-intl';
import { type ReactNode, useId, useState } from 'react';
import { Mono } from './mono';

type ConfirmDialogProps = {
  open: boolean;
  /** Names what it is about: "Reset node-1, node-2". The button says the same. */
  title: string;
  act: string;
  /** What is lost. */
  children: ReactNode;
  /** To be typed before the button works, for whatever loses data. */
  typeName?: string;
  busy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
};

/** A dangerous act: says what is lost, has the only red button, and keeps the focus on Cancel. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, title, act, children, typeName, busy = false, onConfirm, onClose } = props;
  const t = useTranslations('ui');
  const [typed, setTyped] = useState('');
  const id = useId();
  const ready = !typeName || typed === typeName;
  const close = () => {
    setTyped('');
    onClose();
  };
  return (
    <Dialog open={open} onClose={close} aria-labelledby={id} maxWidth="xs" fullWidth>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !busy) onConfirm();
        }}
      >
        <DialogTitle id={id}>{title}</DialogTitle>
        <DialogContent>
          <div style={{ color: 'var(--ink2)' }}>{children}</div>
          {typeName && (
            <label htmlFor={`${id}-name`} style={{ display: 'block', marginTop: 12 }}>
              <span style={{ display: 'block', marginBottom: 5, fontSize: 12 }}>
                {t.rich('confirm.type', { name: typeName, mono: (text) => <Mono>{text}</Mono> })}
              </span>
              <TextField
                id={`${id}-name`}
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
                autoComplete="off"
                slotProps={{ htmlInput: { spellCheck: false } }}
              />
            </label>
          )}
        </DialogContent>
        <DialogActions>
          <Button autoFocus onClick={close}>
            {t('cancel')}
          </Button>
          <Button type="submit" variant="contained" color="error" disabled={!ready} loading={busy}>
            {act}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
