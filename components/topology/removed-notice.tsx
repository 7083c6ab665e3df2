'use client';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useState } from 'react';
import { Icon } from '@/components/ui/icons';
import type { Plan } from '@/lib/plan/schema';

const Bar = styled('div')({
  position: 'absolute',
  left: '50%',
  bottom: 56,
  transform: 'translateX(-50%)',
  zIndex: 6,
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  height: 40,
  padding: '0 6px 0 14px',
  borderRadius: 8,
  background: 'var(--raised)',
  border: '1px solid var(--line2)',
  boxShadow: 'var(--shadow2)',
  whiteSpace: 'nowrap',
});

/**
 * What was removed, until the next edit: then "undo" would take back something else.
 *
 * @returns the words to show, how to set them, and how to put them away
 */
export function useRemoved(plan: Plan) {
  const [removed, setRemoved] = useState<{ text: string; before: Plan; after: Plan | null } | null>(null);
  useEffect(() => {
    if (!removed || plan === removed.before) return;
    if (removed.after === null) setRemoved({ ...removed, after: plan });
    else if (plan !== removed.after) setRemoved(null);
  }, [plan, removed]);
  const tell = useCallback((text: string) => setRemoved({ text, before: plan, after: null }), [plan]);
  return { text: removed?.text ?? null, tell, close: useCallback(() => setRemoved(null), []) };
}

export function RemovedNotice({ text, undo, close }: { text: string; undo?: () => void; close: () => void }) {
  const t = useTranslations('topology');
  const ui = useTranslations('ui');
  return (
    <Bar>
      {text}
      {undo && (
        <Button
          sx={{ height: 28, fontSize: 12 }}
          onClick={() => {
            undo();
            close();
          }}
        >
          <Icon name="undo" size={14} />
          {t('said.undo')}
        </Button>
      )}
      <IconButton aria-label={ui('close')} onClick={close}>
        <Icon name="close" size={14} />
      </IconButton>
    </Bar>
  );
}
