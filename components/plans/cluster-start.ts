import type { ActionResult } from '@/lib/auth/action';
import type { ClusterLook } from '@/lib/cluster/look-at-cluster';
import type { ClusterReading } from '@/lib/plan/cluster-node';
import type { PlanHost } from '@/lib/plan/schema';
import type { CredentialInput, CredentialView } from '@/lib/store/credentials';

/** What a person says to begin with a cluster that exists. */
export type ClusterStart = {
  source: { kind: 'text'; text: string; context: string } | { kind: 'stored'; credential: string };
  /** One of the nodes, to reach the API through; null: directly. */
  through: (PlanHost['ssh'] & { address: string }) | null;
};

/** What the server answers: the cluster, or why not. `through` is the node at the other end of SSH, '' without. */
export type ClusterAnswer =
  | { state: 'read'; cluster: ClusterReading; through: string; server: string; context: string }
  | Exclude<ClusterLook, { state: 'read' }>;

export type ClusterActions = {
  look: (input: ClusterStart) => Promise<ActionResult<ClusterAnswer>>;
  create: (
    input: ClusterStart & { name: string },
  ) => Promise<ActionResult<{ planId: string } | Exclude<ClusterAnswer, { state: 'read' }>>>;
  acceptHostKeys: (input: {
    keys: { way: string; address: string; port: number; keyType: string; fingerprint: string; key: string }[];
  }) => Promise<ActionResult<null>>;
  createCredential: (input: CredentialInput) => Promise<ActionResult<CredentialView>>;
};
