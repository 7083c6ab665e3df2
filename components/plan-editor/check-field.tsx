'use client';
import Checkbox from '@mui/material/Checkbox';
import { type ReactNode, useId } from 'react';
import { useEditor } from './editor-context';

type CheckFieldProps = { label: ReactNode; hint?: ReactNode; checked: boolean; onChange: (checked: boolean) => void };

/** A yes or no of the document, with what it means below. */
export function CheckField({ label, hint, checked, onChange }: CheckFieldProps) {
  const { readOnly } = useEditor();
  const id = useId();
  return (
    <div style={{ display: 'flex', alignItems: 'flex-start', gap: 6, minWidth: 0 }}>
      <Checkbox
        id={id}
        checked={checked}
        disabled={readOnly}
        onChange={(_event, next) => onChange(next)}
        slotProps={{ input: { 'aria-describedby': hint ? `${id}-hint` : undefined } }}
      />
      <div style={{ paddingTop: 6, minWidth: 0 }}>
        <label htmlFor={id} style={{ display: 'block', lineHeight: '20px' }}>
          {label}
        </label>
        {hint && (
          <div id={`${id}-hint`} style={{ fontSize: 12, lineHeight: '18px', color: 'var(--ink3)' }}>
            {hint}
          </div>
        )}
      </div>
    </div>
  );
}
