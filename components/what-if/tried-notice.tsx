'use client';
import Button from '@mui/material/Button';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PlanDiff } from '@/components/plan-editor/plan-diff';
import { Notice } from '@/components/ui/notice';
import type { Plan } from '@/lib/plan/schema';

type TriedNoticeProps = { title: string; before: Plan; after: Plan; onUndo: () => void };

/** A remedy is in the plan now: which, what it changed, and the one step back. */
export function TriedNotice({ title, before, after, onUndo }: TriedNoticeProps) {
  const t = useTranslations('what-if.tried');
  const [shown, show] = useState(false);
  return (
    <div style={{ marginTop: 12 }}>
      <Notice
        title={t('title', { remedy: title })}
        acts={
          <>
            <Button sx={small} onClick={onUndo}>
              {t('undo')}
            </Button>
            <Button variant="text" sx={small} aria-expanded={shown} onClick={() => show(!shown)}>
              {t(shown ? 'hide' : 'show')}
            </Button>
          </>
        }
      >
        {t('text')}
      </Notice>
      {shown && (
        <div style={{ marginTop: 8, maxHeight: 180, overflowY: 'auto' }}>
          <PlanDiff before={before} after={after} />
        </div>
      )}
    </div>
  );
}

const small = { height: 28, fontSize: 12, px: 2.5 };
