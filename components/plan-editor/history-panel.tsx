'use client';
import Button from '@mui/material/Button';
import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { ClockTime } from '@/components/ui/clock-time';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Icon } from '@/components/ui/icons';
import { State } from '@/components/ui/state';
import { useErrorText } from '@/components/ui/use-error-text';
import type { Plan } from '@/lib/plan/schema';
import type { EditorActions, RevisionEntry } from './editor-actions';
import { PlanDiff } from './plan-diff';

const Item = styled('li')({
  listStyle: 'none',
  borderTop: '1px solid var(--line)',
  '& > button': {
    width: '100%',
    border: 0,
    background: 'none',
    font: 'inherit',
    color: 'inherit',
    textAlign: 'left',
    cursor: 'pointer',
    padding: '8px 16px',
    display: 'flex',
    gap: 12,
  },
  '& > button:hover': { background: 'var(--hover)' },
  '& > button:focus-visible': { outlineOffset: -2 },
  '& > div': { padding: '0 16px 12px' },
});

type HistoryPanelProps = {
  open: boolean;
  onClose: () => void;
  planId: string;
  plan: Plan;
  revision: number;
  readOnly: boolean;
  actions: Pick<EditorActions, 'listRevisions' | 'readRevision'>;
  /** Puts an old document in the editor's place, as one more change that can be undone. */
  onRestore: (plan: Plan) => void;
};

/** Every revision that was saved, what it differs in from what is shown, and the way back to it. */
export function HistoryPanel(props: HistoryPanelProps) {
  const { open, onClose, planId, plan, revision, readOnly, actions, onRestore } = props;
  const t = useTranslations('editor.history');
  const errorText = useErrorText();
  const [revisions, setRevisions] = useState<RevisionEntry[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [shown, setShown] = useState<{ number: number; plan: Plan | null } | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a newly saved revision is a reason to ask again
  useEffect(() => {
    if (!open) return;
    let latest = true;
    actions.listRevisions({ planId }).then(
      (answer) => {
        if (!latest) return;
        if (answer.ok) setRevisions(answer.data);
        setFailure(answer.ok ? null : errorText(answer.error));
      },
      () => latest && setFailure(errorText({ code: 'offline' })),
    );
    return () => {
      latest = false;
    };
  }, [open, planId, revision]);

  const show = async (number: number) => {
    if (shown?.number === number) return setShown(null);
    setShown({ number, plan: null });
    const answer = await actions.readRevision({ planId, number }).catch(() => null);
    if (answer?.ok) return setShown({ number, plan: answer.data });
    setShown(null);
    setFailure(errorText(answer?.error ?? { code: 'offline' }));
  };
  return (
    <Drawer
      anchor="right"
      open={open}
      onClose={onClose}
      slotProps={{
        paper: { 'aria-label': t('title'), sx: { width: 480, borderRadius: 0, background: 'var(--raised)' } },
      }}
    >
      <div style={{ display: 'flex', alignItems: 'center', padding: '10px 10px 10px 16px' }}>
        <h2 style={{ flex: 1, margin: 0, fontSize: 15, lineHeight: '22px', fontWeight: 600 }}>{t('title')}</h2>
        <IconButton aria-label={t('close')} onClick={onClose}>
          <Icon name="close" />
        </IconButton>
      </div>
      {failure && (
        <div style={{ padding: 16 }}>
          <ErrorNotice title={failure} />
        </div>
      )}
      {!revisions && !failure && (
        <div style={{ padding: 16 }}>
          <State of="running" label={t('loading')} />
        </div>
      )}
      <ul style={{ margin: 0, padding: 0 }}>
        {revisions?.map((entry) => (
          <Item key={entry.number}>
            <button
              type="button"
              aria-expanded={shown?.number === entry.number}
              onClick={() => void show(entry.number)}
            >
              <span style={{ fontWeight: 500, minWidth: 92 }}>{t('revision', { number: entry.number })}</span>
              <span style={{ flex: 1, color: 'var(--ink2)' }}>{entry.createdBy}</span>
              <span style={{ color: 'var(--ink3)' }}>
                {entry.number === revision ? t('current') : <ClockTime at={entry.createdAt} day />}
              </span>
            </button>
            {shown?.number === entry.number && shown.plan && (
              <div>
                <PlanDiff before={plan} after={shown.plan} />
                {!readOnly && entry.number !== revision && (
                  <Button
                    sx={{ mt: 2 }}
                    onClick={() => {
                      if (shown.plan) onRestore(shown.plan);
                      onClose();
                    }}
                  >
                    {t('restore', { number: entry.number })}
                  </Button>
                )}
              </div>
            )}
          </Item>
        ))}
      </ul>
    </Drawer>
  );
}
