import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import { db } from '@/lib/store/db';

const lifetime = 24 * 3600 * 1000;
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/**
 * A one-time token that makes the owner's account, or null when there is an account already. A new one drops those
 * before it. Only its hash is stored; the link carries it behind `#`, which browsers never send, so it is in no log.
 */
export async function makeOwnerToken(now = new Date()): Promise<string | null> {
  const token = randomBytes(32).toString('base64url');
  return db().$transaction(async (tx) => {
    if ((await tx.user.count()) > 0) return null;
    await tx.ownerLink.deleteMany({ where: { usedAt: null } });
    await tx.ownerLink.create({ data: { tokenHash: hashOf(token), expiresAt: new Date(now.getTime() + lifetime) } });
    return token;
  });
}

export type OwnerLinkState = 'valid' | 'used' | 'expired' | 'unknown';

export async function ownerLinkState(token: string, now = new Date()): Promise<OwnerLinkState> {
  const link = await db().ownerLink.findUnique({ where: { tokenHash: hashOf(token) } });
  if (!link) return 'unknown';
  if (link.usedAt) return 'used';
  return link.expiresAt > now ? 'valid' : 'expired';
}

/**
 * Makes the owner's account and uses the token up, both or neither. Null when the token can't be used (any more) or
 * somebody has an account already.
 */
export async function createOwner(
  token: string,
  owner: { name: string; email: string; password: string },
  now = new Date(),
): Promise<{ id: string } | null> {
  if ((await ownerLinkState(token, now)) !== 'valid') return null;
  const password = await hashPassword(owner.password);
  return db().$transaction(async (tx) => {
    // The row's lock lets one of two at the same moment through.
    const used = await tx.ownerLink.updateMany({
      where: { tokenHash: hashOf(token), usedAt: null, expiresAt: { gt: now } },
      data: { usedAt: now },
    });
    if (used.count !== 1 || (await tx.user.count()) > 0) return null;
    const id = randomUUID();
    await tx.user.create({
      data: {
        id,
        name: owner.name,
        email: owner.email.toLowerCase(),
        role: 'owner',
        accounts: { create: { id: randomUUID(), accountId: id, providerId: 'credential', password } },
      },
    });
    return { id };
  });
}
