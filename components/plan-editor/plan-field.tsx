'use client';
import InputAdornment from '@mui/material/InputAdornment';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Field } from '@/components/ui/field';
import { findingGlyphs } from '@/components/ui/finding-notice';
import { Glyph } from '@/components/ui/glyph';
import { useFindingText } from '@/components/ui/use-finding-text';
import type { Finding } from '@/lib/plan/finding';
import { useEditor } from './editor-context';
import { FieldFix } from './finding-fix';
import { findingsAt } from './section-status';

const Said = styled('div')({
  display: 'flex',
  gap: 6,
  marginTop: 4,
  fontSize: 12,
  lineHeight: '16px',
  color: 'var(--ink2)',
  overflowWrap: 'anywhere',
  '& svg': { marginTop: 2 },
  '&[data-severity="block"]': { color: 'var(--bad)' },
  '&[data-severity="warn"]': { color: 'var(--warn)' },
});

/** What is said about one field, below it. */
export function FieldFindings({ findings, id }: { findings: Finding[]; id?: string }) {
  const text = useFindingText();
  const t = useTranslations('ui');
  return (
    <div id={id} hidden={findings.length === 0}>
      {findings.map((finding) => {
        const { title, detail } = text(finding);
        return (
          <Said key={`${finding.id} ${title} ${detail}`} data-severity={finding.severity}>
            <Glyph of={findingGlyphs[finding.severity]} size={12} />
            <span style={{ minWidth: 0 }}>
              {t('sentences', { first: title, second: detail })}
              <FieldFix finding={finding} />
            </span>
          </Said>
        );
      })}
    </div>
  );
}

type PlanFieldProps = {
  /** Path in the document: finds what is said about it, and folds typing into one undo. */
  path: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: ReactNode;
  aside?: ReactNode;
  placeholder?: string;
  mono?: boolean;
  unit?: string;
  /** The label is read, not shown. */
  hideLabel?: boolean;
  /** Ids of the elements in which what is said about the field stands; by default it stands below the field. */
  saidIn?: string;
  /** What is wrong with what was typed, when the document can't hold it. */
  wrong?: string | null;
  rows?: number;
  inputMode?: 'text' | 'numeric' | 'decimal';
  /** What a person most likely means, offered while typing. */
  suggestions?: readonly string[];
  /** The field is left, or Enter pressed. */
  onLeave?: () => void;
};

/** A text of the document with its label above it and what rules say about it below. */
export function PlanField(props: PlanFieldProps) {
  const {
    path,
    label,
    value,
    onChange,
    hint,
    aside,
    placeholder,
    mono = false,
    unit,
    hideLabel,
    saidIn,
    wrong,
    rows,
    inputMode,
    suggestions,
    onLeave,
  } = props;
  const { findings, readOnly } = useEditor();
  const said = findingsAt(findings, path);
  return (
    <Field label={label} aside={aside} hideLabel={hideLabel}>
      {({ id }) => (
        <>
          <TextField
            id={id}
            value={value}
            placeholder={placeholder}
            error={Boolean(wrong) || said.some((finding) => finding.severity === 'block')}
            multiline={rows !== undefined}
            minRows={rows}
            maxRows={rows === undefined ? undefined : rows * 3}
            onChange={(event) => onChange(event.target.value)}
            onBlur={onLeave}
            onKeyDown={(event) => event.key === 'Enter' && onLeave?.()}
            slotProps={{
              htmlInput: {
                readOnly,
                inputMode,
                spellCheck: false,
                autoComplete: 'off',
                'aria-describedby': saidIn ?? `${id}-said`,
                'data-path': path,
                list: suggestions && `${id}-suggestions`,
                ...(mono && { style: { fontFamily: 'var(--mono)', fontSize: 12 } }),
              },
              input: unit ? { endAdornment: <InputAdornment position="end">{unit}</InputAdornment> } : undefined,
            }}
          />
          {suggestions && (
            <datalist id={`${id}-suggestions`}>
              {suggestions.map((each) => (
                <option key={each} value={each} />
              ))}
            </datalist>
          )}
          <div id={`${id}-said`}>
            {wrong && (
              <Said data-severity="block">
                <Glyph of={findingGlyphs.block} size={12} />
                <span>{wrong}</span>
              </Said>
            )}
            {hint && <div style={{ marginTop: 4, fontSize: 12, lineHeight: '16px', color: 'var(--ink3)' }}>{hint}</div>}
            {saidIn === undefined && <FieldFindings findings={said} />}
          </div>
        </>
      )}
    </Field>
  );
}

type NumberFieldProps = Omit<PlanFieldProps, 'value' | 'onChange' | 'rows' | 'wrong'> & {
  value: number;
  min: number;
  max: number;
  whole?: boolean;
  onChange: (value: number) => void;
};

/** A number of the document. What is no number in range stays in the field, marked, and the document keeps the last one that was. */
export function PlanNumber({ value, min, max, whole = true, onChange, ...rest }: NumberFieldProps) {
  const t = useTranslations('editor');
  const [draft, setDraft] = useState<string | null>(null);
  const valid = (text: string) => {
    const number = Number(text);
    return text.trim() !== '' && number >= min && number <= max && (!whole || Number.isInteger(number));
  };
  const wrong = draft !== null && !valid(draft);
  const kind = whole ? 'whole' : 'any';
  return (
    <PlanField
      {...rest}
      value={draft ?? String(value)}
      inputMode={whole ? 'numeric' : 'decimal'}
      wrong={wrong ? t('numberWrong', { found: draft.trim() || '–', kind, min: String(min), max: String(max) }) : null}
      onChange={(text) => {
        setDraft(valid(text) ? null : text);
        if (valid(text)) onChange(Number(text));
      }}
    />
  );
}

type DeclaredFieldProps = Pick<PlanFieldProps, 'path' | 'value' | 'onChange'>;

/** What the owner of an outside service says about it: the model quotes it, and promises no more. */
export function DeclaredField(props: DeclaredFieldProps) {
  const t = useTranslations('editor.services');
  return <PlanField {...props} label={t('declared')} aside={t('optional')} placeholder={t('declaredHint')} />;
}
