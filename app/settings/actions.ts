'use server';

import { z } from 'zod';
import { action } from '@/lib/auth/action';
import { audit } from '@/lib/auth/audit';
import {
  type CredentialView,
  credentialInputSchema,
  deleteCredential,
  updateCredential,
} from '@/lib/store/credentials';
import { forgetHostKey } from '@/lib/store/host-keys';
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
  z.object({ address: z.string(), port: z.number().int() }),
  async ({ address, port }, user): Promise<null> => {
    if (await forgetHostKey(address, port)) await audit(user, 'host-key.forget', `host:${address}:${port}`);
    return null;
  },
);
