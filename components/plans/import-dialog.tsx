'use client';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useId, useMemo, useState, useTransition } from 'react';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { readChosenFile } from '@/components/ui/read-chosen-file';
import { State } from '@/components/ui/state';
import { useErrorText } from '@/components/ui/use-error-text';
import type { ActionResult } from '@/lib/auth/action';
import type { DocumentError } from '@/lib/plan/document-error';
import { labelProblem } from '@/lib/plan/host-name';
import { importAny } from '@/lib/plan/import/import-any';
import type { ImportFormat } from '@/lib/plan/import/imported';
import type { CredentialView } from '@/lib/store/credentials';
import type { ImportChoice } from '@/lib/store/seal-imported';
import { ImportCredentials, usualChoice } from './import-credentials';
import { ImportedPlan, LeftBehind } from './import-preview';
import { ImportSource } from './import-source';
import type { PlansActions } from './plan-row-data';

type ImportDialogProps = {
  /** What was asked for: names the dialog, and nothing else; the format is found out. Null: closed. */
  wanted: ImportFormat | 'any' | null;
  credentials: CredentialView[];
  importPlan: PlansActions['importPlan'];
  onClose: () => void;
};

/** A file of any known format becomes a plan: shown first, with what can't be carried over and which credentials it makes. */
export function ImportDialog({ wanted, ...form }: ImportDialogProps) {
  const id = useId();
  return (
    <Dialog open={wanted !== null} onClose={form.onClose} aria-labelledby={id} fullWidth maxWidth="md">
      {/* Mounted anew each time it opens: a secret that was pasted is gone when it closes. */}
      <ImportForm titleId={id} wanted={wanted ?? 'any'} {...form} />
    </Dialog>
  );
}

type Source = { text: string; filename: string };
type ImportFormProps = Omit<ImportDialogProps, 'wanted'> & { titleId: string; wanted: ImportFormat | 'any' };

function ImportForm({ titleId, wanted, credentials, importPlan, onClose }: ImportFormProps) {
  const t = useTranslations('plans.importDialog');
  const formats = useTranslations('plan.import.formats');
  const create = useTranslations('plans.create');
  const ui = useTranslations('ui');
  const errorText = useErrorText();
  const router = useRouter();
  const [source, setSource] = useState<Source>({ text: '', filename: '' });
  const [tooLarge, setTooLarge] = useState<DocumentError | null>(null);
  /** Null while the plan keeps the name that the file gives it. */
  const [ownName, setOwnName] = useState<string | null>(null);
  const [choices, setChoices] = useState<Record<number, ImportChoice>>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, start] = useTransition();
  // Reading a large file takes longer than a key stroke may.
  const read = useDeferredValue(source);
  const result = useMemo(() => (read.text.trim() === '' ? null : importAny(read.text, read.filename)), [read]);
  const imported = result?.imported ?? null;
  const secrets = imported?.secrets ?? [];
  const errors = tooLarge ? [tooLarge] : (result?.errors ?? []);
  const name = ownName ?? imported?.plan.name ?? '';
  const wrongName = imported !== null && labelProblem(name) !== null;

  const change = (next: Source) => {
    setSource(next);
    setTooLarge(null);
    setFailure(null);
    setChoices({});
  };
  const takeFile = async (file: File) => {
    const answer = await readChosenFile(file);
    // What was there before stays: a file that can't be taken is no reason to lose it.
    if ('error' in answer) setTooLarge(answer.error);
    else change({ text: answer.text, filename: file.name });
  };
  const submit = () =>
    start(async () => {
      const answer = await importPlan({
        ...source,
        name,
        choices: secrets.map((secret, index) => choices[index] ?? usualChoice(secret)),
      }).catch((): ActionResult<never> => ({ ok: false, error: { code: 'offline' } }));
      if (answer.ok) router.push(`/plans/${answer.data.planId}`);
      else setFailure(errorText(answer.error));
    });
  return (
    <>
      <DialogTitle id={titleId}>
        {wanted === 'any' ? t('title') : t('titleOf', { format: formats(wanted) })}
      </DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
        <p style={{ margin: 0, color: 'var(--ink2)' }}>{t('text')}</p>
        <ImportSource
          {...source}
          onText={(text) => change({ ...source, text })}
          onFile={(file) => void takeFile(file)}
        />
        {errors.length > 0 && <ImportErrors format={tooLarge ? null : (result?.format ?? null)} errors={errors} />}
        {imported && result?.format && (
          <>
            <Field
              label={create('name')}
              hint={wrongName ? <State of="blocking" size={12} label={create('nameWrong')} /> : undefined}
            >
              {(field) => (
                <TextField
                  {...field}
                  value={name}
                  error={wrongName}
                  onChange={(event) => setOwnName(event.target.value)}
                  slotProps={{ htmlInput: { spellCheck: false, autoComplete: 'off', autoCapitalize: 'off' } }}
                />
              )}
            </Field>
            <ImportedPlan plan={imported.plan} format={formats(result.format)} />
            <LeftBehind entries={imported.notCarriedOver} />
            <ImportCredentials
              secrets={secrets}
              credentials={credentials}
              choices={secrets.map((secret, index) => choices[index] ?? usualChoice(secret))}
              onChange={(index, choice) => setChoices((before) => ({ ...before, [index]: choice }))}
            />
          </>
        )}
        {failure && <ErrorNotice title={failure} />}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{ui('cancel')}</Button>
        <Button
          variant="contained"
          disabled={imported === null || wrongName || read !== source}
          loading={busy}
          onClick={submit}
        >
          {t('act')}
        </Button>
      </DialogActions>
    </>
  );
}

/** More of them tell nothing new. */
const shownErrors = 12;

function ImportErrors({ format, errors }: { format: ImportFormat | null; errors: DocumentError[] }) {
  const t = useTranslations('plans.importDialog');
  const formats = useTranslations('plan.import.formats');
  const texts = useTranslations('plan.document');
  return (
    <ErrorNotice title={format ? t('errorsIn', { format: formats(format) }) : t('errors')}>
      {errors.slice(0, shownErrors).map((error) => (
        <div key={`${error.line} ${error.column} ${error.path} ${error.code}`}>{texts(error.code, { ...error })}</div>
      ))}
      {errors.length > shownErrors && <div>{t('moreErrors', { count: errors.length - shownErrors })}</div>}
    </ErrorNotice>
  );
}
