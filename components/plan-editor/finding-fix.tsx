'use client';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { Mono } from '@/components/ui/mono';
import type { Finding } from '@/lib/plan/finding';
import { applyFix } from '@/lib/plan/fixes/apply-fix';
import { useEditor, usePlan } from './editor-context';
import { PlanDiff } from './plan-diff';

const Box = styled('div')({
  marginTop: 8,
  border: '1px solid var(--line)',
  borderRadius: 6,
  overflow: 'clip',
  background: 'var(--surface)',
  color: 'var(--ink)',
  '& .head': {
    display: 'flex',
    alignItems: 'baseline',
    gap: 8,
    padding: '6px 10px',
    background: 'var(--bg)',
    borderBottom: '1px solid var(--line)',
    fontSize: 12,
    lineHeight: '18px',
  },
  // The frame around the lines is this one.
  '& .head + div': { border: 0, borderRadius: 0 },
});

/** What the finding's fix changes in the plan; null when it offers none that still fits. */
export function useFix(finding: Finding) {
  const plan = usePlan();
  const { edit, readOnly } = useEditor();
  const fixed = useMemo(() => applyFix(plan, finding), [plan, finding]);
  if (!finding.fix || !fixed || readOnly) return null;
  return { before: plan, after: fixed, apply: () => edit((now) => applyFix(now, finding) ?? now) };
}

/** The mechanical way out, as the difference that it makes. */
export function FixDiff({ finding, before, after }: { finding: Finding } & Pick<FixOf, 'before' | 'after'>) {
  const t = useTranslations('editor.fix');
  const titles = useTranslations('findings.fixes');
  if (!finding.fix) return null;
  return (
    <Box>
      <div className="head">
        <span style={{ fontWeight: 500 }}>{t('title')}</span>
        <span style={{ flex: 1, minWidth: 0 }}>{titles(finding.fix.id, finding.fix.values)}</span>
        <Mono style={{ color: 'var(--ink3)' }}>{finding.id}</Mono>
      </div>
      <PlanDiff before={before} after={after} />
    </Box>
  );
}
type FixOf = NonNullable<ReturnType<typeof useFix>>;

/** The fix of what is said at a field: named, shown on demand, then applied. */
export function FieldFix({ finding }: { finding: Finding }) {
  const t = useTranslations('editor.fix');
  const titles = useTranslations('findings.fixes');
  const fix = useFix(finding);
  const [open, setOpen] = useState(false);
  if (!fix || !finding.fix) return null;
  const title = titles(finding.fix.id, finding.fix.values);
  return (
    <span style={{ display: 'block', marginTop: 4 }}>
      {!open && (
        <Button sx={small} aria-expanded={false} onClick={() => setOpen(true)}>
          {t('named', { title })}
        </Button>
      )}
      {open && (
        <>
          <FixDiff finding={finding} before={fix.before} after={fix.after} />
          <span style={{ display: 'flex', gap: 8, marginTop: 8 }}>
            <Button sx={small} variant="contained" onClick={fix.apply}>
              {t('apply')}
            </Button>
            <Button sx={small} onClick={() => setOpen(false)}>
              {t('close')}
            </Button>
          </span>
        </>
      )}
    </span>
  );
}

/** Under a narrow field its words take a second line. */
const small = {
  height: 'auto',
  minHeight: 26,
  py: '3px',
  px: 2,
  fontSize: 12,
  whiteSpace: 'normal',
  textAlign: 'left',
} as const;
