'use client';
import { styled } from '@mui/material/styles';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';

const Group = styled('div')({
  display: 'inline-flex',
  height: 28,
  border: '1px solid var(--line2)',
  borderRadius: 6,
  background: 'var(--surface)',
  overflow: 'clip',
  overflowClipMargin: 4,
  '&[data-full]': { display: 'flex', height: 34 },
});

const Option = styled('button')({
  border: 0,
  borderLeft: '1px solid var(--line)',
  background: 'none',
  font: '500 12px/1 var(--sans)',
  color: 'var(--ink2)',
  padding: '0 10px',
  display: 'inline-flex',
  alignItems: 'center',
  justifyContent: 'center',
  gap: 5,
  whiteSpace: 'nowrap',
  cursor: 'pointer',
  transition: 'background-color 120ms, color 120ms',
  '&:first-of-type': { borderLeft: 0, borderRadius: '5px 0 0 5px' },
  '&:last-of-type': { borderRadius: '0 5px 5px 0' },
  '[data-full] > &': { flex: 1 },
  '&:hover:not(:disabled)': { background: 'var(--hover)' },
  '&[aria-checked="true"]': { background: 'var(--acc-bg)', color: 'var(--acc)', boxShadow: 'inset 0 -2px var(--acc)' },
  '&:disabled': { color: 'var(--ink3)', cursor: 'not-allowed' },
});

type SegmentedProps<T extends string> = {
  label: string;
  value: T;
  options: { value: T; label: ReactNode; disabled?: boolean }[];
  onChange: (value: T) => void;
  /** Fills the width of its field. */
  full?: boolean;
};

/** One of a few, side by side; arrow keys move the choice, as in a radio group. */
export function Segmented<T extends string>({ label, value, options, onChange, full }: SegmentedProps<T>) {
  const group = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const enabled = options.filter((option) => !option.disabled);
    const at = enabled.findIndex((option) => option.value === value);
    const next = enabled[(at + step + enabled.length) % enabled.length];
    if (!next) return;
    onChange(next.value);
    group.current?.querySelector<HTMLElement>(`[data-value="${CSS.escape(next.value)}"]`)?.focus();
  };
  return (
    <Group ref={group} role="radiogroup" aria-label={label} data-full={full || undefined} onKeyDown={move}>
      {options.map((option) => (
        <Option
          key={option.value}
          type="button"
          role="radio"
          data-value={option.value}
          aria-checked={option.value === value}
          tabIndex={option.value === value ? 0 : -1}
          disabled={option.disabled}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </Option>
      ))}
    </Group>
  );
}
