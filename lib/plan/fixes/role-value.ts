import { z } from 'zod';
import { messageKey } from '@/lib/plan/message-key';
import { type Role, roles, type ServiceRole, serviceRoleSchema } from '@/lib/plan/schema';

const everyRole: (Role | ServiceRole)[] = [...roles, ...serviceRoleSchema.options];

/** A host and a role by the key that its title selects on (`nfsPrimary`). */
export const roleValues = z.strictObject({ host: z.string(), role: z.enum(everyRole.map(messageKey)) });

/** The role of a key; undefined when there is none. */
export function roleOf(key: string): Role | ServiceRole | undefined {
  return everyRole.find((role) => messageKey(role) === key);
}

/** A role's place in the schema's order, in which hosts list theirs. */
export function roleOrder(role: Role | ServiceRole): number {
  return everyRole.indexOf(role);
}
