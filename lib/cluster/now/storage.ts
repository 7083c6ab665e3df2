import { storageClassOf } from '@/lib/plan/storage-class';
import { current } from '../reading';
import { type Judge, say, unknown } from './say';

/** The plan's StorageClass, claims on it and the pods that use them; and of an NFS server, whether it answers. */
export const storageIo: Judge = ({ plan, readings: { objects, nfs } }) => {
  const id = 'storage-io';
  const seen = current(objects);
  if (!seen) return unknown(id, [objects]);
  const external = plan.storage.kind === 'external-nfs';
  const server = external ? current(nfs) : null;
  if (external && !server) return unknown(id, [nfs]);
  const from = external ? [objects, nfs] : [objects];
  if (server?.state === 'down') return say(id, from, 'down', 'nfsDown', { address: server.address });
  const wanted = storageClassOf(plan)?.name;
  if (wanted && !seen.classes.some(({ name }) => name === wanted))
    return say(id, from, 'down', 'classMissing', { name: wanted });
  const pending = seen.claims.filter((claim) => !claim.bound && claim.wanted).length;
  const bound = seen.claims.filter((claim) => claim.bound).length;
  const values = { bound, of: bound + pending };
  if (pending > 0) return say(id, from, 'degraded', 'claimsPending', values);
  const { ready, of } = seen.withClaims;
  if (ready < of) return say(id, from, 'degraded', 'claimPods', { ready, of });
  if (bound === 0) return say(id, from, 'up', 'claimsNone');
  return say(id, from, 'up', 'claims', values);
};
