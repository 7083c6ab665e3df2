'use server';

import { z } from 'zod';
import { ActionFailure, action } from '@/lib/auth/action';
import { audit } from '@/lib/auth/audit';
import { type KnownHostsPreview, previewOf } from '@/lib/hosts/known-hosts-preview';
import {
  type CredentialView,
  credentialInputSchema,
  deleteCredential,
  updateCredential,
} from '@/lib/store/credentials';
import { acceptHostKey, forgetHostKey, hostKeyFingerprint, listHostKeys } from '@/lib/store/host-keys';
import { listPlans } from '@/lib/store/plans';
import { credentialFailure } from './credential-failure';

/** Another secret for the same credential: all plans that use it go on with the new one. The old one is gone. */
export const replaceCredential = action(
  'credential:write',
  credentialInputSchema.extend({ id: z.string() }),
  async ({ id, name, secret, sudoPassword }, user): Promise<CredentialView> => {
    const result = await updateCredential(id, { name, secret, sudoPassword: sudoPassword || null });
    if ('problem' in result) throw credentialFailure(result);
    await audit(user, 'credential.replace', `credential:${id}`, {
      name: result.credential.name,
      kind: result.credential.kind,
    });
    return result.credential;
  },
);

export const removeCredential = action(
  'credential:write',
  z.object({ id: z.string() }),
  async ({ id }, user): Promise<null> => {
    if (await deleteCredential(id)) await audit(user, 'credential.delete', `credential:${id}`);
    return null;
  },
);

/** The next connection to this place asks a person again. */
export const forgetKey = action(
  'host:connect',
  z.object({ way: z.string(), address: z.string(), port: z.number().int() }),
  async ({ way, address, port }, user): Promise<null> => {
    if (await forgetHostKey({ way, address, port }))
      await audit(user, 'host-key.forget', `host:${address}:${port}`, way ? { way } : undefined);
    return null;
  },
);

/** A known_hosts file of ten thousand hosts has about a megabyte. */
const mostCharacters = 4_000_000;

/** What a known_hosts file has for hosts and bastions of the plans. Pins nothing. */
export const readKnownHosts = action(
  'host:connect',
  z.object({ text: z.string().max(mostCharacters) }),
  async ({ text }): Promise<KnownHostsPreview> => {
    const [plans, pinned] = await Promise.all([listPlans(), listHostKeys()]);
    return previewOf(
      text,
      plans.flatMap(({ document }) => document ?? []),
      pinned,
    );
  },
);

/** Pins keys that a person chose from what `readKnownHosts` found. One never takes the place of another of its type. */
export const importHostKeys = action(
  'host:connect',
  z.object({
    keys: z
      .array(
        z.object({
          way: z.string(),
          address: z.string().min(1),
          port: z.number().int().min(1).max(65535),
          keyType: z.string(),
          fingerprint: z.string(),
          key: z.base64(),
        }),
      )
      .min(1)
      .max(2_000),
  }),
  async ({ keys }, user): Promise<{ accepted: number }> => {
    if (keys.some(({ key, fingerprint }) => hostKeyFingerprint(key) !== fingerprint)) {
      throw new ActionFailure('fingerprint-mismatch');
    }
    let accepted = 0;
    for (const { way, address, port, keyType, key, fingerprint } of keys) {
      if (!(await acceptHostKey({ way, address, port }, { type: keyType, key }, user.id))) {
        throw new ActionFailure('host-key-not-pinned');
      }
      await audit(user, 'host-key.import', `host:${address}:${port}`, { keyType, fingerprint, ...(way && { way }) });
      accepted++;
    }
    return { accepted };
  },
);
