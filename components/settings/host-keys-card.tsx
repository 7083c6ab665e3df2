'use client';
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
import type { ListedHostKey } from '@/lib/store/host-keys';
import { SettingsCard, SettingsTable } from './settings-table';

type HostKeysCardProps = {
  keys: ListedHostKey[];
  forget: (input: { address: string; port: number }) => Promise<ActionResult<null>>;
};

/** Which keys hosts have to show; forgetting one is an act of its own, so that a changed key is never accepted in passing. */
export function HostKeysCard({ keys, forget }: HostKeysCardProps) {
  const t = useTranslations('settings.hostKeys');
  const errorText = useErrorText();
  const router = useRouter();
  const [chosen, setChosen] = useState<ListedHostKey | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, start] = useTransition();
  const place = ({ address, port }: ListedHostKey) => (port === 22 ? address : `${address}:${port}`);
  const confirm = () =>
    start(async () => {
      if (!chosen) return;
      const { address, port } = chosen;
      const answer = await forget({ address, port }).catch(
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
      </header>
      <SettingsTable failure={failure} none={t('none')} heads={[t('host'), t('key'), t('accepted')]}>
        {keys.map((key) => (
          <tr key={place(key)}>
            <td>
              <Mono>{place(key)}</Mono>
            </td>
            <td>
              <Mono>{key.fingerprint}</Mono> <span style={{ color: 'var(--ink3)' }}>{key.keyType}</span>
            </td>
            <td style={{ color: 'var(--ink2)' }}>
              {key.acceptedBy}, <ClockTime at={key.acceptedAt} day />
            </td>
            <td>
              <IconButton aria-label={t('forget', { host: place(key) })} onClick={() => setChosen(key)}>
                <Icon name="trash" size={14} />
              </IconButton>
            </td>
          </tr>
        ))}
      </SettingsTable>
      <ConfirmDialog
        open={chosen !== null}
        title={t('forgetTitle', { host: chosen ? place(chosen) : '' })}
        act={t('forget', { host: chosen ? place(chosen) : '' })}
        busy={busy}
        onConfirm={confirm}
        onClose={() => setChosen(null)}
      >
        {t('forgetText', { host: chosen ? place(chosen) : '', fingerprint: chosen?.fingerprint ?? '' })}
      </ConfirmDialog>
    </SettingsCard>
  );
}
