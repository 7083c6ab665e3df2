'use client';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useId, useState, useTransition } from 'react';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { Icon } from '@/components/ui/icons';
import { useErrorText } from '@/components/ui/use-error-text';
import type { ActionResult } from '@/lib/auth/action';
import type { DocumentError } from '@/lib/plan/document-error';
import { planFromYaml } from '@/lib/plan/plan-yaml';
import type { PlansActions } from './plan-row-data';

type ImportDialogProps = { open: boolean; importPlan: PlansActions['importPlan']; onClose: () => void };

/** A plan.yaml, as a file or pasted; every reason why it can't be taken stands there with its line. */
export function ImportDialog({ open, importPlan, onClose }: ImportDialogProps) {
  const t = useTranslations('plans.importDialog');
  const documents = useTranslations('plan.document');
  const ui = useTranslations('ui');
  const errorText = useErrorText();
  const router = useRouter();
  const [text, setText] = useState('');
  const [errors, setErrors] = useState<DocumentError[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, start] = useTransition();
  const id = useId();
  const change = (next: string) => {
    setText(next);
    setErrors([]);
    setFailure(null);
  };
  const submit = () =>
    start(async () => {
      const read = planFromYaml(text);
      if (read.plan === null) return setErrors(read.errors);
      const answer = await importPlan({ document: read.plan }).catch(
        (): ActionResult<never> => ({ ok: false, error: { code: 'offline' } }),
      );
      if (answer.ok) router.push(`/plans/${answer.data.planId}`);
      else setFailure(errorText(answer.error));
    });
  return (
    <Dialog open={open} onClose={onClose} aria-labelledby={id} fullWidth maxWidth="sm">
      <DialogTitle id={id}>{t('title')}</DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 3 }}>
        <p style={{ margin: 0, color: 'var(--ink2)' }}>{t('text')}</p>
        <div>
          <Button component="label">
            <Icon name="file" size={14} />
            {t('file')}
            <input
              type="file"
              accept=".yaml,.yml"
              className="visually-hidden"
              onChange={async (event) => change((await event.target.files?.[0]?.text()) ?? '')}
            />
          </Button>
        </div>
        <Field label={t('label')}>
          {(field) => (
            <TextField
              {...field}
              multiline
              minRows={8}
              maxRows={16}
              value={text}
              onChange={(event) => change(event.target.value)}
              slotProps={{ htmlInput: { spellCheck: false, style: { fontFamily: 'var(--mono)', fontSize: 12 } } }}
            />
          )}
        </Field>
        {failure && <ErrorNotice title={failure} />}
        {errors.length > 0 && (
          <ErrorNotice title={t('errors')}>
            {errors.slice(0, 12).map((error) => (
              <div key={`${error.line} ${error.column} ${error.path}`}>{documents(error.code, { ...error })}</div>
            ))}
          </ErrorNotice>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{ui('cancel')}</Button>
        <Button variant="contained" disabled={text.trim() === ''} loading={busy} onClick={submit}>
          {t('act')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
