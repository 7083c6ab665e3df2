'use client';
import { styled } from '@mui/material/styles';
import { type KeyboardEvent, useId, useRef } from 'react';
import { useEditor } from './editor-context';
import { FieldFindings } from './plan-field';
import { findingsAt } from './section-status';

const rowHeight = 20;

const Frame = styled('div')({
  display: 'flex',
  border: '1px solid var(--line2)',
  borderRadius: 6,
  background: 'var(--surface)',
  overflow: 'clip',
  font: `400 12px/${rowHeight}px var(--mono)`,
  '&[data-wrong]': { borderColor: 'var(--bad)' },
  '&:focus-within': { borderColor: 'var(--acc)', boxShadow: '0 0 0 1px var(--acc)' },
  '& .numbers': {
    flex: 'none',
    minWidth: 34,
    padding: '6px 8px 6px 0',
    textAlign: 'right',
    color: 'var(--ink3)',
    background: 'var(--bg)',
    borderRight: '1px solid var(--line)',
    userSelect: 'none',
    overflow: 'hidden',
  },
  '& .numbers [data-wrong]': { background: 'var(--bad-bg)', color: 'var(--bad)', fontWeight: 600 },
  '& textarea': {
    flex: 1,
    minWidth: 0,
    border: 0,
    outline: 'none',
    resize: 'none',
    padding: '6px 10px',
    font: 'inherit',
    color: 'var(--ink)',
    background: 'transparent',
    whiteSpace: 'pre',
    overflowX: 'auto',
    overflowY: 'hidden',
    '&::placeholder': { color: 'var(--ink3)' },
  },
});

type OverrideEditorProps = {
  path: string;
  label: string;
  language: string;
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
};

/** A text that is merged into generated configuration: line numbers, and the lines that something is wrong with. */
export function OverrideEditor({ path, label, language, placeholder, value, onChange }: OverrideEditorProps) {
  const { findings, readOnly } = useEditor();
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const said = findingsAt(findings, path);
  const wrong = new Set(said.map((finding) => Number(finding.values.line)).filter((line) => line > 0));
  const lines = Math.max(4, value.split('\n').length);

  // Tab would leave the field; these languages are indented. Escape first, and Tab leaves after all.
  const indent = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const target = event.currentTarget;
    if (event.key === 'Escape') return target.setAttribute('data-leaves', '');
    if (event.key !== 'Tab' || event.shiftKey || target.hasAttribute('data-leaves')) return;
    event.preventDefault();
    target.setRangeText('  ', target.selectionStart, target.selectionEnd, 'end');
    onChange(target.value);
  };
  return (
    <div>
      <div
        style={{ display: 'flex', justifyContent: 'space-between', marginBottom: 5, fontSize: 12, lineHeight: '16px' }}
      >
        <label htmlFor={id} style={{ fontWeight: 500, color: 'var(--ink2)' }}>
          {label}
        </label>
        <span style={{ color: 'var(--ink3)' }}>{language}</span>
      </div>
      <Frame data-wrong={said.some((finding) => finding.severity === 'block') || undefined}>
        <div className="numbers" aria-hidden="true">
          {Array.from({ length: lines }, (_none, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line number is its own key
            <div key={index} data-wrong={wrong.has(index + 1) || undefined}>
              {index + 1}
            </div>
          ))}
        </div>
        <textarea
          ref={area}
          id={id}
          value={value}
          rows={lines}
          wrap="off"
          placeholder={placeholder}
          readOnly={readOnly}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          aria-describedby={`${id}-said`}
          aria-invalid={said.some((finding) => finding.severity === 'block')}
          data-path={path}
          onKeyDown={indent}
          onBlur={(event) => event.currentTarget.removeAttribute('data-leaves')}
          onChange={(event) => onChange(event.target.value)}
        />
      </Frame>
      <FieldFindings id={`${id}-said`} findings={said} />
    </div>
  );
}
