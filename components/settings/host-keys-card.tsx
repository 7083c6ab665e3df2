'use client';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { ClockTime } from '@/components/ui/clock-time';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Icon } from '@/components/ui/icons';
import { Mono } from '@/components/ui/mono';
import { useErrorText } from '@/components/ui/use-error-text';
import type { ActionResult } from '@/lib/auth/action';
import { type Place as HostPlace, placeKey } from '@/lib/plan/place';
import type { ListedHostKey } from '@/lib/store/host-keys';
import { type KnownHostsActions, KnownHostsDialog } from './known-hosts-dialog';
import { SettingsCard, SettingsTable } from './settings-table';

type HostKeysCardProps = {
  keys: ListedHostKey[];
  forget: (input: HostPlace) => Promise<ActionResult<null>>;
  known: KnownHostsActions;
};

type Place = HostPlace & { keys: ListedHostKey[] };
const nameOf = ({ address, port }: { address: string; port: number }) => (port === 22 ? address : `${address}:${port}`);

/** A host has keys of several types; they are accepted one by one and forgotten together. */
function placesOf(keys: ListedHostKey[]): Place[] {
  const places = new Map<string, Place>();
  for (const key of keys) {
    const { way, address, port } = key;
    const place = places.get(placeKey(key)) ?? { way, address, port, keys: [] };
    places.set(placeKey(key), place);
    place.keys.push(key);
  }
  return [...places.values()];
}

/** Which keys hosts have to show; forgetting one is an act of its own, so that a changed key is never accepted in passing. */
export function HostKeysCard({ keys, forget, known }: HostKeysCardProps) {
  const t = useTranslations('settings.hostKeys');
  const errorText = useErrorText();
  const router = useRouter();
  const [chosen, setChosen] = useState<Place | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, start] = useTransition();
  // Two hosts of one address behind two bastions are told apart by the bastions.
  const fullName = (place: Place) =>
    place.way ? `${nameOf(place)} (${t('through', { way: place.way })})` : nameOf(place);
  const [importing, setImporting] = useState(false);
  const confirm = () =>
    start(async () => {
      if (!chosen) return;
      const { way, address, port } = chosen;
      const answer = await forget({ way, address, port }).catch(
        (): ActionResult<null> => ({ ok: false, error: { code: 'offline' } }),
      );
      setFailure(answer.ok ? null : errorText(answer.error));
      setChosen(null);
      router.refresh();
    });
  return (
    <SettingsCard id="host-keys">
      <header>
        <div>
          <h2>{t('title')}</h2>
          <p>{t('text')}</p>
        </div>
        <Button sx={{ ml: 'auto', flex: 'none' }} onClick={() => setImporting(true)}>
          {t('import')}
        </Button>
      </header>
      <SettingsTable failure={failure} none={t('none')} heads={[t('host'), t('key'), t('accepted')]}>
        {placesOf(keys).map((place) => (
          <tr key={placeKey(place)}>
            <td>
              <Mono>{nameOf(place)}</Mono>
              {place.way && <div style={{ color: 'var(--ink3)' }}>{t('through', { way: place.way })}</div>}
            </td>
            <td>
              {place.keys.map((key) => (
                <div key={key.keyType}>
                  <Mono>{key.fingerprint}</Mono> <span style={{ color: 'var(--ink3)' }}>{key.keyType}</span>
                </div>
              ))}
            </td>
            <td style={{ color: 'var(--ink2)' }}>
              {place.keys.map((key) => (
                <div key={key.keyType}>
                  {key.acceptedBy}, <ClockTime at={key.acceptedAt} day />
                </div>
              ))}
            </td>
            <td>
              <IconButton aria-label={t('forget', { host: fullName(place) })} onClick={() => setChosen(place)}>
                <Icon name="trash" size={14} />
              </IconButton>
            </td>
          </tr>
        ))}
      </SettingsTable>
      <KnownHostsDialog open={importing} actions={known} onClose={() => setImporting(false)} />
      <ConfirmDialog
        open={chosen !== null}
        title={t('forgetTitle', { host: chosen ? fullName(chosen) : '' })}
        act={t('forget', { host: chosen ? fullName(chosen) : '' })}
        busy={busy}
        onConfirm={confirm}
        onClose={() => setChosen(null)}
      >
        {t('forgetText', {
          host: chosen ? fullName(chosen) : '',
          fingerprint: chosen?.keys.map((key) => key.fingerprint).join(', ') ?? '',
        })}
      </ConfirmDialog>
    </SettingsCard>
  );
}
