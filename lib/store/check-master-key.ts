import { db } from './db';
import { unseal } from './seal';

/**
 * Opens one stored secret, so that a console with another master key says so at its start and not in the middle of an
 * install.
 * @throws StoreError `wrong-master-key`
 */
export async function checkMasterKey(): Promise<void> {
  const [credential, plan, run] = await Promise.all([
    db().credential.findFirst({ select: { sealed: true }, orderBy: { updatedAt: 'desc' } }),
    db().planSecret.findFirst({ select: { sealed: true } }),
    db().runValue.findFirst({ select: { sealed: true } }),
  ]);
  const found = credential ?? plan ?? run;
  if (found) unseal(found.sealed);
}
