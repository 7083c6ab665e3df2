'use client';
import { useTranslations } from 'next-intl';
import { ScrollingPage } from '@/components/ui/page-frame';
import { PageHeader } from '@/components/ui/page-header';
import type { ActionResult } from '@/lib/auth/action';
import type { Place } from '@/lib/plan/place';
import type { CredentialInput, CredentialView } from '@/lib/store/credentials';
import type { ListedHostKey } from '@/lib/store/host-keys';
import { type CredentialRow, CredentialsCard } from './credentials-card';
import { HostKeysCard } from './host-keys-card';
import type { KnownHostsActions } from './known-hosts-dialog';

type SettingsPageProps = {
  credentials: CredentialRow[];
  hostKeys: ListedHostKey[];
  actions: {
    createCredential: (input: CredentialInput) => Promise<ActionResult<CredentialView>>;
    replaceCredential: (input: CredentialInput & { id: string }) => Promise<ActionResult<CredentialView>>;
    removeCredential: (input: { id: string }) => Promise<ActionResult<null>>;
    forgetKey: (input: Place) => Promise<ActionResult<null>>;
  } & KnownHostsActions;
};

export function SettingsPage({ credentials, hostKeys, actions }: SettingsPageProps) {
  const t = useTranslations('settings');
  return (
    <ScrollingPage>
      <PageHeader title={t('title')} />
      <CredentialsCard
        credentials={credentials}
        create={actions.createCredential}
        replace={actions.replaceCredential}
        remove={actions.removeCredential}
      />
      <HostKeysCard keys={hostKeys} forget={actions.forgetKey} known={actions} />
    </ScrollingPage>
  );
}
