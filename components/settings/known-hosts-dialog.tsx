'use client';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { styled } from '@mui/material/styles';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useId, useState, useTransition } from 'react';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { FileButton } from '@/components/ui/file-button';
import { FramedList } from '@/components/ui/framed-list';
import { Mono } from '@/components/ui/mono';
import { MonoTextArea } from '@/components/ui/mono-text-area';
import { readChosenFile } from '@/components/ui/read-chosen-file';
import { State } from '@/components/ui/state';
import { useErrorText } from '@/components/ui/use-error-text';
import type { ActionResult } from '@/lib/auth/action';
import type { FoundKey, KnownHostsPreview } from '@/lib/hosts/known-hosts-preview';
import { placeKey } from '@/lib/plan/place';

export type KnownHostsActions = {
  readKnownHosts: (input: { text: string }) => Promise<ActionResult<KnownHostsPreview>>;
  importHostKeys: (input: {
    keys: Pick<FoundKey, 'way' | 'address' | 'port' | 'keyType' | 'fingerprint' | 'key'>[];
  }) => Promise<ActionResult<{ accepted: number }>>;
};

const List = styled(FramedList)({
  maxHeight: 260,
  overflowY: 'auto',
  fontSize: 12,
  lineHeight: '18px',
  '& > li': { display: 'flex', alignItems: 'center', gap: 8, padding: '4px 10px' },
});

type KnownHostsDialogProps = { open: boolean; actions: KnownHostsActions; onClose: () => void };

/** A known_hosts file, shown first: what it has for the plans' hosts, and then the keys that a person leaves chosen. */
export function KnownHostsDialog({ open, actions, onClose }: KnownHostsDialogProps) {
  const id = useId();
  return (
    <Dialog open={open} onClose={onClose} aria-labelledby={id} fullWidth maxWidth="md">
      <KnownHostsForm titleId={id} actions={actions} onClose={onClose} />
    </Dialog>
  );
}

const offline = (): ActionResult<never> => ({ ok: false, error: { code: 'offline' } });
const idOf = (key: FoundKey) => `${placeKey(key)} ${key.keyType}`;

function KnownHostsForm({ titleId, actions, onClose }: Omit<KnownHostsDialogProps, 'open'> & { titleId: string }) {
  const t = useTranslations('settings.knownHosts');
  const ui = useTranslations('ui');
  const errorText = useErrorText();
  const router = useRouter();
  const [text, setText] = useState('');
  const [preview, setPreview] = useState<KnownHostsPreview | null>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, start] = useTransition();
  const fresh = preview?.found.filter((key) => key.state === 'new') ?? [];
  const chosen = fresh.filter((key) => !left.has(idOf(key)));

  const change = (next: string) => {
    setText(next);
    setPreview(null);
    setFailure(null);
    setLeft(new Set());
  };
  const take = async (file: File) => {
    const answer = await readChosenFile(file);
    // What was there before stays: a file that can't be taken is no reason to lose it.
    if ('error' in answer) setFailure(ui('fileTooLarge', { found: answer.error.found, needed: answer.error.needed }));
    else change(answer.text);
  };
  const read = () =>
    start(async () => {
      const answer = await actions.readKnownHosts({ text }).catch(offline);
      if (answer.ok) setPreview(answer.data);
      setFailure(answer.ok ? null : errorText(answer.error));
    });
  const accept = () =>
    start(async () => {
      const keys = chosen.map(({ way, address, port, keyType, fingerprint, key }) => ({
        way,
        address,
        port,
        keyType,
        fingerprint,
        key,
      }));
      const answer = await actions.importHostKeys({ keys }).catch(offline);
      if (!answer.ok) return setFailure(errorText(answer.error));
      router.refresh();
      onClose();
    });
  const choose = (key: FoundKey, on: boolean) => {
    const next = new Set(left);
    if (on) next.delete(idOf(key));
    else next.add(idOf(key));
    setLeft(next);
  };
  return (
    <>
      <DialogTitle id={titleId}>{t('title')}</DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
        <p style={{ margin: 0, color: 'var(--ink2)' }}>{t('text')}</p>
        <div>
          <FileButton label={t('file')} onFile={(file) => void take(file)} />
        </div>
        <Field label={t('label')}>
          {(field) => (
            <MonoTextArea
              {...field}
              minRows={4}
              maxRows={6}
              value={text}
              onChange={(event) => change(event.target.value)}
            />
          )}
        </Field>
        {preview && (
          <section aria-label={t('found')} role="status">
            <strong>{t('foundCount', { keys: preview.found.length, fresh: fresh.length })}</strong>
            {preview.found.length > 0 && (
              <List aria-label={t('found')}>
                {preview.found.map((key) => (
                  <FoundRow key={idOf(key)} found={key} chosen={!left.has(idOf(key))} onChoose={choose} />
                ))}
              </List>
            )}
            {preview.without.length > 0 && (
              <p style={{ margin: '8px 0 0', color: 'var(--ink2)', fontSize: 12 }}>
                {t('without', { count: preview.without.length, places: preview.without.slice(0, 12).join(', ') })}
              </p>
            )}
            {preview.left.length > 0 && (
              <List aria-label={t('left')}>
                {preview.left.map(({ line, reason }) => (
                  <li key={line}>{t(`reasons.${reason}`, { line })}</li>
                ))}
              </List>
            )}
          </section>
        )}
        {failure && <ErrorNotice title={failure} />}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{ui('cancel')}</Button>
        {preview && fresh.length > 0 ? (
          <Button variant="contained" disabled={chosen.length === 0} loading={busy} onClick={accept}>
            {t('accept', { count: chosen.length })}
          </Button>
        ) : (
          <Button variant="contained" disabled={text.trim() === ''} loading={busy} onClick={read}>
            {t('read')}
          </Button>
        )}
      </DialogActions>
    </>
  );
}

type FoundRowProps = { found: FoundKey; chosen: boolean; onChoose: (key: FoundKey, on: boolean) => void };
function FoundRow({ found, chosen, onChoose }: FoundRowProps) {
  const t = useTranslations('settings.knownHosts');
  const place = found.port === 22 ? found.address : `${found.address}:${found.port}`;
  const name = found.hosts.length > 0 ? found.hosts.join(', ') : t('bastion');
  return (
    <li>
      {found.state === 'new' ? (
        <Checkbox
          checked={chosen}
          onChange={(_event, on) => onChoose(found, on)}
          slotProps={{
            input: {
              'aria-label': t('choose', {
                host: found.way ? `${place} (${t('through', { way: found.way })})` : place,
                keyType: found.keyType,
              }),
            },
          }}
        />
      ) : (
        <State of={found.state === 'accepted' ? 'satisfied' : 'blocking'} size={12} label={t(found.state)} />
      )}
      <span>
        {name} <Mono>{place}</Mono>
        {found.way && <span style={{ color: 'var(--ink3)' }}> {t('through', { way: found.way })}</span>}
      </span>
      <Mono style={{ marginLeft: 'auto', fontSize: 11, overflowWrap: 'anywhere' }}>
        {found.fingerprint} <span style={{ color: 'var(--ink3)' }}>{found.keyType}</span>
      </Mono>
    </li>
  );
}
