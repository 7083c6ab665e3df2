'use client';
import { styled } from '@mui/material/styles';
import { type ReactNode, useId } from 'react';

const Frame = styled('fieldset')({
  border: '1px solid var(--line2)',
  borderRadius: 8,
  margin: 0,
  padding: 0,
  minWidth: 0,
  overflow: 'clip',
});

const Option = styled('label')({
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  padding: '7px 12px',
  minHeight: 38,
  borderTop: '1px solid var(--line)',
  cursor: 'pointer',
  '&:first-of-type': { borderTop: 0 },
  '&[data-on]': { background: 'var(--acc-bg)' },
  '&[data-off]': { cursor: 'not-allowed', color: 'var(--ink3)' },
  '&:has(:focus-visible)': { outline: '2px solid var(--acc)', outlineOffset: -2 },
  '& input': {
    appearance: 'none',
    width: 14,
    height: 14,
    margin: 0,
    flex: 'none',
    borderRadius: '50%',
    border: '1.5px solid var(--edge)',
    background: 'var(--surface)',
    outline: 'none',
  },
  '& input:checked': { border: '4.5px solid var(--acc)' },
  '& input:disabled': { borderColor: 'var(--line2)' },
  '& .name': { fontWeight: 500 },
  '& .text': { fontSize: 'var(--smallest)', lineHeight: '16px', color: 'var(--ink3)' },
  '& .aside': { marginLeft: 'auto', flex: 'none', fontSize: 12, color: 'var(--ink2)' },
  '@media (max-width: 1360px)': { padding: '4px 12px', '&:not([data-on]) .text': { display: 'none' } },
});

export type Choice<T extends string> = {
  value: T;
  name: ReactNode;
  text?: ReactNode;
  /** At the right: what the choice survives, or that it can't be carried out yet. */
  aside?: ReactNode;
  disabled?: boolean;
};

type OptionListProps<T extends string> = {
  label: string;
  value: T;
  choices: Choice<T>[];
  onChange: (value: T) => void;
  disabled?: boolean;
};

/** One of several, each with what it means: radio buttons in a frame. */
export function OptionList<T extends string>({ label, value, choices, onChange, disabled }: OptionListProps<T>) {
  const id = useId();
  return (
    <Frame disabled={disabled}>
      <legend className="visually-hidden">{label}</legend>
      {choices.map((choice) => (
        <Option
          key={choice.value}
          data-on={choice.value === value || undefined}
          data-off={choice.disabled || undefined}
        >
          <input
            type="radio"
            name={id}
            checked={choice.value === value}
            disabled={choice.disabled}
            onChange={() => onChange(choice.value)}
          />
          <span>
            <span className="name">{choice.name}</span>
            {choice.text && <div className="text">{choice.text}</div>}
          </span>
          {choice.aside && <span className="aside">{choice.aside}</span>}
        </Option>
      ))}
    </Frame>
  );
}
