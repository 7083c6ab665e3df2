'use client';
import Button from '@mui/material/Button';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { FindingNotice } from '@/components/ui/finding-notice';
import { Notice } from '@/components/ui/notice';
import { ReasonForm } from '@/components/ui/reason-form';
import { useFindingText } from '@/components/ui/use-finding-text';
import { accept, acceptanceOf, canBeAccepted, formerAcceptanceOf, isAccepted, withdraw } from '@/lib/plan/accepting';
import type { Finding } from '@/lib/plan/finding';
import type { Accepted } from '@/lib/plan/schema';
import { useEditor, usePlan } from './editor-context';
import { FixDiff, useFix } from './finding-fix';

/** What is said about a step as a whole, with its ways out: the fix as a difference, or keeping it with a reason. */
export function FindingCard({ finding }: { finding: Finding }) {
  const t = useTranslations('editor.fix');
  const plan = usePlan();
  const { readOnly } = useEditor();
  const fix = useFix(finding);
  const [keeping, setKeeping] = useState(false);
  const acceptance = isAccepted(plan, finding) ? acceptanceOf(plan, finding) : null;
  if (acceptance) return <KeptNotice finding={finding} acceptance={acceptance} />;
  const mayKeep = finding.severity !== 'info' && canBeAccepted(finding) && !readOnly;
  return (
    <FindingNotice
      finding={finding}
      idShown={!fix}
      acts={
        keeping ? (
          <KeepForm finding={finding} onClose={() => setKeeping(false)} />
        ) : fix || mayKeep ? (
          <>
            {fix && (
              <Button variant="contained" onClick={fix.apply}>
                {t('apply')}
              </Button>
            )}
            {mayKeep && (
              <Button variant={fix ? 'text' : 'outlined'} onClick={() => setKeeping(true)}>
                {t('keep')}
              </Button>
            )}
          </>
        ) : undefined
      }
    >
      <FormerNote finding={finding} />
      {fix && <FixDiff finding={finding} before={fix.before} after={fix.after} />}
    </FindingNotice>
  );
}

/** Why a warning is kept; who and when is written by the server. */
function KeepForm({ finding, onClose }: { finding: Finding; onClose: () => void }) {
  const t = useTranslations('editor.fix');
  const plan = usePlan();
  const { edit, person } = useEditor();
  const keep = (reason: string) => {
    edit((now) => accept(now, finding, { reason, by: person, at: new Date().toISOString() }));
    onClose();
  };
  return (
    <ReasonForm
      label={t('why')}
      missing={t('whyMissing')}
      save={t('keepIt')}
      cancel={t('close')}
      // Often it holds for what is said now as well.
      initial={formerAcceptanceOf(plan, finding)?.reason ?? ''}
      onReason={keep}
      onCancel={onClose}
    />
  );
}

/** It was kept when it said something else: who decides again should know why. */
function FormerNote({ finding }: { finding: Finding }) {
  const t = useTranslations('editor.fix');
  const format = useFormatter();
  const plan = usePlan();
  const former = formerAcceptanceOf(plan, finding);
  if (!former) return null;
  const { by, reason, at } = former;
  return (
    <p style={{ margin: '4px 0 0', fontSize: 12, lineHeight: '18px', color: 'var(--ink3)', overflowWrap: 'anywhere' }}>
      {t('former', { by, reason, at: format.dateTime(new Date(at), { dateStyle: 'medium' }) })}
    </p>
  );
}

function KeptNotice({ finding, acceptance }: { finding: Finding; acceptance: Accepted }) {
  const t = useTranslations('editor.fix');
  const format = useFormatter();
  const { edit, readOnly } = useEditor();
  const { title } = useFindingText()(finding);
  const { reason, by, at } = acceptance;
  return (
    <Notice
      tone="note"
      glyph="satisfied"
      title={title}
      acts={
        readOnly ? undefined : (
          <Button variant="text" onClick={() => edit((now) => withdraw(now, finding))}>
            {t('withdraw')}
          </Button>
        )
      }
    >
      {t('kept', { by, at: format.dateTime(new Date(at), { dateStyle: 'medium' }), reason })}
    </Notice>
  );
}
