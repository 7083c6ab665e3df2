'use client';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useId, useMemo, useState, useTransition } from 'react';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { Segmented } from '@/components/ui/segmented';
import { State } from '@/components/ui/state';
import { useErrorText } from '@/components/ui/use-error-text';
import type { ActionError } from '@/lib/auth/action';
import { labelProblem } from '@/lib/plan/host-name';
import { contextsOf } from '@/lib/plan/kubeconfig-contexts';
import type { CredentialView } from '@/lib/store/credentials';
import { ChoiceField } from './choice-field';
import { ClusterAnswerNotice } from './cluster-answer-notice';
import { ClusterPreview } from './cluster-preview';
import type { ClusterActions, ClusterAnswer, ClusterStart } from './cluster-start';
import { KubeconfigField } from './kubeconfig-field';
import { ThroughFields, type ThroughForm } from './through-fields';

type ExistingClusterDialogProps = {
  open: boolean;
  credentials: CredentialView[];
  actions: ClusterActions;
  onClose: () => void;
};

/** A plan that begins with a cluster that exists: its kubeconfig, the way to it, and what is found there before anything is kept. */
export function ExistingClusterDialog({ open, ...form }: ExistingClusterDialogProps) {
  const id = useId();
  return (
    <Dialog open={open} onClose={form.onClose} aria-labelledby={id} fullWidth maxWidth="md">
      {/* Mounted anew each time it opens: a kubeconfig that was pasted is gone when it closes. */}
      <ExistingClusterForm titleId={id} {...form} />
    </Dialog>
  );
}

type FormProps = Omit<ExistingClusterDialogProps, 'open'> & { titleId: string };
/** Nothing asked; what was answered; or why it was refused. `asked` is what it is the answer to. */
type Known =
  | { state: 'nothing' }
  | { state: 'answer'; answer: ClusterAnswer; asked: string }
  | { state: 'refused'; error: ActionError };

function ExistingClusterForm({ titleId, credentials, actions, onClose }: FormProps) {
  const t = useTranslations('plans.existing');
  const create = useTranslations('plans.create');
  const ui = useTranslations('ui');
  const errorText = useErrorText();
  const router = useRouter();
  const stored = credentials.filter(({ kind }) => kind === 'kubeconfig');
  const [name, setName] = useState('');
  const [kind, setKind] = useState<'text' | 'stored'>('text');
  const [text, setText] = useState('');
  const [context, setContext] = useState('');
  const [credential, setCredential] = useState('');
  const [reach, setReach] = useState<'direct' | 'ssh'>('direct');
  const [through, setThrough] = useState<ThroughForm>({ address: '', port: 22, user: 'root', credential: '' });
  const [known, setKnown] = useState<Known>({ state: 'nothing' });
  const [tried, setTried] = useState(false);
  const [reading, startReading] = useTransition();
  const [creating, startCreating] = useTransition();
  const contexts = useMemo(() => contextsOf(text), [text]);
  const chosen = context || contexts?.current || '';
  const start: ClusterStart = {
    source: kind === 'text' ? { kind, text, context: chosen } : { kind, credential },
    through: reach === 'ssh' ? through : null,
  };
  const asked = JSON.stringify(start);
  // What was read of another file, or by another way, says nothing of this one.
  const answer = known.state === 'answer' && known.asked === asked ? known.answer : null;
  const nameWrong = labelProblem(name) !== null;
  const sourceGiven = kind === 'text' ? text.trim() !== '' : credential !== '';
  const wayGiven = reach === 'direct' || (through.address.trim() !== '' && through.credential !== '');

  const offline = () => setKnown({ state: 'refused', error: { code: 'offline' } });
  const read = () =>
    startReading(async () => {
      try {
        const result = await actions.look(start);
        setKnown(
          result.ok ? { state: 'answer', answer: result.data, asked } : { state: 'refused', error: result.error },
        );
      } catch {
        offline();
      }
    });
  const submit = () => {
    setTried(true);
    if (nameWrong || answer?.state !== 'read') return;
    startCreating(async () => {
      try {
        const result = await actions.create({ ...start, name });
        if (!result.ok) setKnown({ state: 'refused', error: result.error });
        else if ('planId' in result.data) router.push(`/plans/${result.data.planId}`);
        else setKnown({ state: 'answer', answer: result.data, asked });
      } catch {
        offline();
      }
    });
  };

  return (
    <>
      <DialogTitle id={titleId}>{t('title')}</DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
        <p style={{ margin: 0, color: 'var(--ink2)' }}>{t('text')}</p>
        <Field
          label={create('name')}
          hint={tried && nameWrong ? <State of="blocking" size={12} label={create('nameWrong')} /> : create('nameHint')}
        >
          {(field) => (
            <TextField
              {...field}
              autoFocus
              value={name}
              error={tried && nameWrong}
              onChange={(event) => setName(event.target.value)}
              slotProps={{ htmlInput: { spellCheck: false, autoComplete: 'off', autoCapitalize: 'off' } }}
            />
          )}
        </Field>
        {stored.length > 0 && (
          <Segmented<'text' | 'stored'>
            full
            label={t('source')}
            value={kind}
            onChange={setKind}
            options={[
              { value: 'text', label: t('pasted') },
              { value: 'stored', label: t('stored') },
            ]}
          />
        )}
        {kind === 'text' ? (
          <KubeconfigField
            value={text}
            onChange={(next) => {
              setText(next);
              setContext('');
            }}
          />
        ) : (
          <ChoiceField
            label={t('storedLabel')}
            value={credential}
            onChange={setCredential}
            choices={stored.map(({ id, name: called, summary }) => ({
              value: id,
              text: summary?.kind === 'kubeconfig' ? `${called} · ${summary.server}` : called,
            }))}
          />
        )}
        {kind === 'text' && contexts && contexts.names.length > 1 && (
          <ChoiceField
            label={t('context')}
            hint={t('contextHint', { count: contexts.names.length })}
            value={chosen}
            onChange={setContext}
            choices={contexts.names.map((each) => ({ value: each, text: each }))}
          />
        )}
        <Field label={t('reach')} hint={t(`reachHint.${reach}`)}>
          {() => (
            <Segmented<'direct' | 'ssh'>
              full
              label={t('reach')}
              value={reach}
              onChange={setReach}
              options={[
                { value: 'direct', label: t('direct') },
                { value: 'ssh', label: t('ssh') },
              ]}
            />
          )}
        </Field>
        {reach === 'ssh' && (
          <ThroughFields
            value={through}
            credentials={credentials}
            createCredential={actions.createCredential}
            onChange={setThrough}
          />
        )}
        <div role="status">
          {known.state === 'refused' && <ErrorNotice title={errorText(known.error)} />}
          {answer?.state === 'read' && <ClusterPreview answer={answer} />}
          {answer && answer.state !== 'read' && (
            <ClusterAnswerNotice answer={answer} acceptHostKeys={actions.acceptHostKeys} onAccepted={read} />
          )}
        </div>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{ui('cancel')}</Button>
        <Button
          variant={answer?.state === 'read' ? 'outlined' : 'contained'}
          disabled={!sourceGiven || !wayGiven}
          loading={reading}
          onClick={read}
        >
          {answer?.state === 'read' ? t('readAgain') : t('read')}
        </Button>
        {answer?.state === 'read' && (
          <Button variant="contained" loading={creating} onClick={submit}>
            {create('act')}
          </Button>
        )}
      </DialogActions>
    </>
  );
}
