import type { FactsByHost } from '../facts';
import { internalAddressOf, type Plan, type Role, type ServiceRole } from '../schema';
import type { HolderId } from './requirement';

export const hostId = (index: number): HolderId => `host:${index}`;

export function withRole(plan: Plan, role: Role | ServiceRole): HolderId[] {
  return plan.hosts.flatMap((host, index) => (host.roles.includes(role) ? [hostId(index)] : []));
}

/**
 * Hosts that run pods: all but control planes that keep their taint. What is not a control plane joins as an untainted worker,
 * whatever its roles (lib/runbook/kubernetes/taints-and-labels.ts).
 */
export function schedulable(plan: Plan): HolderId[] {
  return plan.hosts.flatMap((host, index) =>
    host.roles.includes('control-plane') && !host.roles.includes('worker') ? [] : [hostId(index)],
  );
}

/** An outside service whose address is a host of the plan is that host. `address` may end in a port. */
export function outsideOr(plan: Plan, address: string, service: HolderId): HolderId {
  const name = address.replace(/^[a-z]+:\/\//, '').replace(/:\d+$/, '');
  const index = plan.hosts.findIndex((host) => name !== '' && [host.address, internalAddressOf(host)].includes(name));
  return index === -1 ? service : hostId(index);
}

/** A virtual address as a thing of its own: `vip:api`, `vip:application`. It can be out of reach while every host lives. */
export const isVip = (holder: HolderId): boolean => holder.startsWith('vip:');

export const isHost = (holder: HolderId): boolean => holder.startsWith('host:');

/** Rainbond 5.17 puts its NFS pod on the node with the largest disk; null while a host's facts are unknown, or two are even. */
export function largestDisk(plan: Plan, facts: FactsByHost | undefined): HolderId | null {
  const sizes = plan.hosts.map(({ name }) => {
    const disks = facts?.[name]?.disks;
    return disks ? Math.max(0, ...disks.map((disk) => disk.sizeBytes)) : null;
  });
  if (sizes.some((size) => size === null)) return null;
  const largest = Math.max(...sizes.map((size) => size ?? 0));
  const holders = sizes.flatMap((size, index) => (size === largest ? [hostId(index)] : []));
  return holders.length === 1 ? (holders[0] ?? null) : null;
}
