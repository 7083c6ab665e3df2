'use client';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { useId, useMemo } from 'react';
import { Glyph } from '@/components/ui/state';
import type { AssignNote } from '@/lib/plan/assign/context';
import { noteValues } from '@/lib/plan/assign/note-values';
import { assignRoles } from '@/lib/plan/assign-roles';
import { diffPlans } from '@/lib/plan/diff-plans';
import { domainsOf } from '@/lib/plan/edits/domains';
import { useEditor, usePlan } from './editor-context';
import { PlanDiff } from './plan-diff';
import { factsByName } from './use-host-checks';

const Columns = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 3fr)',
  gap: 20,
  alignItems: 'start',
  '& h3': { margin: '0 0 6px', fontSize: 13, lineHeight: '20px', fontWeight: 600 },
  '& ul': { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 6 },
  '& li': { display: 'flex', gap: 8, lineHeight: '20px', overflowWrap: 'anywhere' },
  '& li > svg': { flex: 'none', marginTop: 3 },
});

type AssignDialogProps = { open: boolean; onClose: () => void; onAssigned: () => void };

/** Roles as Slipway would give them: what changes, why, and what could not be had. Nothing changes before it is confirmed. */
export function AssignDialog({ open, onClose, onAssigned }: AssignDialogProps) {
  const id = useId();
  return (
    <Dialog open={open} onClose={onClose} aria-labelledby={id} fullWidth maxWidth="md">
      {/* Mounted only while open: the choice is computed when somebody asks for it. */}
      <Proposal titleId={id} onClose={onClose} onAssigned={onAssigned} />
    </Dialog>
  );
}

function Proposal({ titleId, onClose, onAssigned }: Omit<AssignDialogProps, 'open'> & { titleId: string }) {
  const t = useTranslations('editor.assign');
  const ui = useTranslations('ui');
  const plan = usePlan();
  const { edit, checks } = useEditor();
  const {
    plan: after,
    reasons,
    couldNot,
  } = useMemo(() => assignRoles(plan, factsByName(plan, checks)), [plan, checks]);
  const same = diffPlans(plan, after).length === 0;
  const assign = () => {
    edit((now) => assignRoles(now, factsByName(now, checks)).plan);
    onAssigned();
  };
  return (
    <>
      <DialogTitle id={titleId}>{t('title')}</DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
        <p style={{ margin: 0, color: 'var(--ink2)' }}>{t('text')}</p>
        <Columns>
          <section>
            <h3>{t('change')}</h3>
            {same ? (
              <p style={{ margin: 0, color: 'var(--ink3)' }}>{t('same')}</p>
            ) : (
              <PlanDiff before={plan} after={after} />
            )}
          </section>
          <div style={{ display: 'grid', gap: 18 }}>
            <Notes title={t('reasons')} of="reasons" notes={reasons} />
            <Notes title={t('couldNot')} of="couldNot" notes={couldNot} />
          </div>
        </Columns>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{same ? t('close') : ui('cancel')}</Button>
        {!same && (
          <Button variant="contained" autoFocus onClick={assign}>
            {t('assign')}
          </Button>
        )}
      </DialogActions>
    </>
  );
}

function Notes({ title, of, notes }: { title: string; of: 'reasons' | 'couldNot'; notes: AssignNote[] }) {
  const texts = useTranslations(`plan.assign.${of}`);
  const words = useTranslations('availability');
  const plan = usePlan();
  const id = useId();
  if (notes.length === 0) return null;
  const said = (values: AssignNote['values']) => noteValues(words, domainsOf(plan), values);
  return (
    <section>
      <h3 id={id}>{title}</h3>
      <ul aria-labelledby={id}>
        {notes.map(({ key, values }) => (
          <li key={key}>
            <Glyph of={of === 'reasons' ? 'passed' : 'warning'} size={14} />
            <span>{texts(key, said(values))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
