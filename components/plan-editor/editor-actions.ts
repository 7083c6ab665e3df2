import type { ClusterAnswer } from '@/components/plans/cluster-start';
import type { ActionResult } from '@/lib/auth/action';
import type { BundleReading } from '@/lib/plan/bundle-reading';
import type { Place } from '@/lib/plan/place';
import type { Plan } from '@/lib/plan/schema';
import type { CredentialInput, CredentialView } from '@/lib/store/credentials';

export type Answer<T> = ActionResult<T>;

export type SaveOutcome =
  | { kind: 'saved'; revision: number; savedAt: number }
  /** Somebody else saved meanwhile: theirs, untouched, and ours not stored. */
  | { kind: 'conflict'; revision: number; plan: Plan; by: string; at: number }
  | { kind: 'gone' };

export type { CredentialInput, CredentialView } from '@/lib/store/credentials';

export type RevisionEntry = { number: number; createdAt: number; createdBy: string };

export type HostKeyToAccept = Place & { keyType: string; fingerprint: string; key: string };

/** What the editor asks of the server; the page passes it in. */
export type EditorActions = {
  savePlan: (input: { planId: string; baseRevision: number; plan: Plan }) => Promise<Answer<SaveOutcome>>;
  readBundle: (input: { folder: string }) => Promise<Answer<BundleReading>>;
  createCredential: (input: CredentialInput) => Promise<Answer<CredentialView>>;
  acceptHostKeys: (input: { keys: HostKeyToAccept[] }) => Promise<Answer<null>>;
  /** The nodes of the plan's cluster, which is as the editor has it, saved or not. */
  readCluster: (input: { plan: Plan }) => Promise<Answer<ClusterAnswer>>;
  listRevisions: (input: { planId: string }) => Promise<Answer<RevisionEntry[]>>;
  readRevision: (input: { planId: string; number: number }) => Promise<Answer<Plan>>;
};
