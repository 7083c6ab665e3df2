import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SettingsPage } from '@/components/settings/settings-page';
import { requireUser } from '@/lib/auth/current-user';
import { credentialUses } from '@/lib/plan/credential-kinds';
import { listCredentials } from '@/lib/store/credentials';
import { listHostKeys } from '@/lib/store/host-keys';
import { listPlans } from '@/lib/store/plans';
import { createHostCredential } from '../plans/[planId]/actions';
import { forgetKey, importHostKeys, readKnownHosts, removeCredential, replaceCredential } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('title') };
}

export default async function Settings() {
  await requireUser('credential:read');
  const [credentials, hostKeys, plans] = await Promise.all([listCredentials(), listHostKeys(), listPlans()]);
  const usedBy = (id: string) =>
    plans
      .filter((plan) => plan.document && credentialUses(plan.document).some((use) => use.id === id))
      .map((plan) => plan.name);
  return (
    <SettingsPage
      credentials={credentials.map((credential) => ({ ...credential, usedBy: usedBy(credential.id) }))}
      hostKeys={hostKeys}
      actions={{
        createCredential: createHostCredential,
        replaceCredential,
        removeCredential,
        forgetKey,
        readKnownHosts,
        importHostKeys,
      }}
    />
  );
}
