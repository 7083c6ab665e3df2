import type { FailureMode } from '@/lib/plan/availability/failure';

/**
 * What has become of a part of the diagram.
 * - failed: a person made it fail, and `mode` says how;
 * - down: it stopped because of a failure elsewhere;
 * - lost: its data are gone;
 * - degraded: it works, with less than before;
 * - up: it works, and `text` may say at what price.
 */
export type NodeState = {
  state: 'failed' | 'down' | 'lost' | 'degraded' | 'up';
  mode?: FailureMode;
  /** In the reader's language: the footer of a host, the last line of a service, the label of an edge. */
  text?: string;
};

/** By the id of a node, of a domain's group or of an edge (`node-ids.ts`); what is not named is as the plan says. */
export type NodeStates = Readonly<Record<string, NodeState>>;

/** It does nothing for others any more. */
export function isOut(state: NodeState | null | undefined): boolean {
  return state?.state === 'failed' || state?.state === 'down' || state?.state === 'lost';
}
