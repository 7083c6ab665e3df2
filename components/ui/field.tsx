'use client';
import { type ReactNode, useId } from 'react';

type FieldProps = {
  label: ReactNode;
  /** At the right of the label: a unit, "optional". */
  aside?: ReactNode;
  hint?: ReactNode;
  /** The label is read, not shown. */
  hideLabel?: boolean;
  children: (props: { id: string; 'aria-describedby': string | undefined }) => ReactNode;
};

/** A label above its control, with what to know below it. */
export function Field({ label, aside, hint, hideLabel, children }: FieldProps) {
  const id = useId();
  return (
    <div style={{ minWidth: 0 }}>
      <div
        className={hideLabel ? 'visually-hidden' : undefined}
        style={{
          display: 'flex',
          justifyContent: 'space-between',
          gap: 8,
          marginBottom: 5,
          fontSize: 12,
          lineHeight: '16px',
        }}
      >
        <label htmlFor={id} style={{ fontWeight: 500, color: 'var(--ink2)' }}>
          {label}
        </label>
        {aside && <span style={{ color: 'var(--ink3)' }}>{aside}</span>}
      </div>
      {children({ id, 'aria-describedby': hint ? `${id}-hint` : undefined })}
      {hint && (
        <div id={`${id}-hint`} style={{ marginTop: 4, fontSize: 12, lineHeight: '16px', color: 'var(--ink3)' }}>
          {hint}
        </div>
      )}
    </div>
  );
}
