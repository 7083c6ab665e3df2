import { db } from '@/lib/store/db';
import type { Prisma } from '@/lib/store/generated/client';
import type { SessionUser } from './permissions';

/**
 * Adds to the record of who did what. `action` such as `plan.save`, `subject` such as `plan:4f0c…`. Never a secret in
 * `data`: the record is shown.
 */
export async function audit(
  user: Pick<SessionUser, 'id'> | null,
  action: string,
  subject: string,
  data: Prisma.InputJsonObject = {},
): Promise<void> {
  await db().auditEvent.create({ data: { userId: user?.id ?? null, action, subject, data } });
}
