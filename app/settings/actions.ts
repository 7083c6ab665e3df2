'use server';

import { z } from 'zod';
import { action } from '@/lib/auth/action';
import { audit } from '@/lib/auth/audit';
import { deleteCredential } from '@/lib/store/credentials';
import { forgetHostKey } from '@/lib/store/host-keys';

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
