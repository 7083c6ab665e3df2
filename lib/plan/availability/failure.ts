import { isHost } from './holders';
import type { AvailabilityModel } from './model';
import type { HolderId } from './requirement';

/**
 * - powered-off: its disk is whole, and it may come back;
 * - cut-off: it runs on, but nobody who counts reaches it: clients are with the survivors;
 * - lost: gone, with its disk.
 */
export const failureModes = ['powered-off', 'cut-off', 'lost'] as const;
export type FailureMode = (typeof failureModes)[number];

/** What "what if" fails. An outside service is simply not there: what happens to its data is its owner's affair. So is a virtual address. */
export type Failure = { hosts: Record<HolderId, FailureMode>; services: HolderId[] };

export const noFailure: Failure = { hosts: {}, services: [] };

/** @param holders hosts and services by id; a service that runs on a host of the plan fails with that host */
export function failureOf(model: AvailabilityModel, holders: HolderId[], mode: FailureMode = 'powered-off'): Failure {
  const resolved = holders.flatMap((holder) => holdersOf(model, holder));
  return {
    hosts: Object.fromEntries(resolved.filter(isHost).map((holder) => [holder, mode])),
    services: resolved.filter((holder) => !isHost(holder)),
  };
}

/** The topology shows an outside etcd as one; each of its endpoints outside the plan is a holder of its own. */
function holdersOf(model: AvailabilityModel, holder: HolderId): HolderId[] {
  if (holder === 'service:etcd') return model.services.map(({ id }) => id).filter((id) => id.startsWith(`${holder}:`));
  return [model.onHosts[holder] ?? holder];
}

export function hostsOfDomain(model: AvailabilityModel, domain: string): HolderId[] {
  return model.hosts.filter((host) => host.domain === domain).map(({ id }) => id);
}
