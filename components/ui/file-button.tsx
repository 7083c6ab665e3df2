'use client';
import Button, { type ButtonProps } from '@mui/material/Button';
import { Icon } from './icons';

const noRole = { role: undefined };

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
      // ButtonBase says "button": the input inside, which takes the focus, would be a button within a button.
      {...noRole}
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
