'use client';
import Button, { type ButtonProps } from '@mui/material/Button';
import { Icon } from './icons';

type FileButtonProps = {
  label: string;
  /** As of an input: `.yaml,.txt`. */
  accept?: string;
  sx?: ButtonProps['sx'];
  onFile: (file: File) => void;
};

/** Chooses one file, by keyboard as well; the same file again, after a correction, is a change, too. */
export function FileButton({ label, accept, sx, onFile }: FileButtonProps) {
  return (
    <Button
      component="label"
      // The input inside takes the focus: a button within a button has no meaning for a screen reader.
      role={undefined}
      tabIndex={-1}
      sx={[
        { '&:focus-within': { outline: '2px solid var(--acc)', outlineOffset: 2 } },
        ...(Array.isArray(sx) ? sx : [sx]),
      ]}
    >
      <Icon name="file" size={14} />
      {label}
      <input
        type="file"
        {...(accept === undefined ? {} : { accept })}
        className="visually-hidden"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) onFile(file);
          event.target.value = '';
        }}
      />
    </Button>
  );
}
