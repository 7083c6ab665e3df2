import type { FactsByHost } from '../../facts';
import type { Plan } from '../../schema';
import { isHost, largestDisk, outsideOr, schedulable, withRole } from '../holders';
import type { Capability, ComponentId, HolderId, Requirement } from '../requirement';
import type { RuleId } from '../rules';
import { pinned } from './pods';
import { require, requireDisk } from './require';

type Storage = { io: Requirement[]; data: Requirement[] };

/** Reads and writes, and the data itself; empty when the plan has no storage. */
export function storage(plan: Plan, facts?: FactsByHost): Capability[] {
  const found = requirementsOf(plan, facts);
  if (!found) return [];
  const one = (id: 'storage-io' | 'storage-data', requirements: Requirement[]): Capability => ({
    id,
    requirements,
    needs: [],
    hampered: [],
  });
  return [one('storage-io', found.io), one('storage-data', found.data)];
}

function requirementsOf(plan: Plan, facts?: FactsByHost): Storage | null {
  switch (plan.storage.kind) {
    case 'none':
      return plan.rainbond.kind === 'none' ? null : builtIn(plan, facts);
    case 'built-in':
      return builtIn(plan, facts);
    case 'storage-class':
      return asDeclared('storage.class', 'storage-class', 'service:storage-class');
    case 'external-nfs':
      return externalNfs(plan, plan.storage.server);
    case 'nfs-server':
      return plan.storage.mode === 'single' ? singleNfs(plan) : nfsPair(plan, plan.storage.syncSeconds);
    case 'ceph':
      return ceph(withRole(plan, 'ceph'), plan.storage.copies);
  }
}

/** local-path, each volume on one host; Rainbond 5.17 brings one NFS pod instead, on the node with the largest disk. */
function builtIn(plan: Plan, facts?: FactsByHost): Storage {
  if (plan.rainbond.kind !== '5.17') {
    const hosts = schedulable(plan);
    return {
      io: [pinned('storage.local-path', 'local-volume', hosts)],
      data: [requireDisk('storage.local-path-data', 'local-volume', hosts, hosts.length || 1, { placeUnknown: true })],
    };
  }
  const known = largestDisk(plan, facts);
  const hosts = known ? [known] : schedulable(plan);
  const need = hosts.length || 1;
  const placeUnknown = known === null;
  return {
    io: [require('storage.nfs-pod', 'nfs-pod', hosts, need, { placeUnknown })],
    data: [requireDisk('storage.nfs-pod-data', 'nfs-pod', hosts, need, { placeUnknown })],
  };
}

function externalNfs(plan: Plan, server: string): Storage {
  const holder = outsideOr(plan, server, 'service:nfs');
  return isHost(holder) ? single([holder]) : asDeclared('storage.nfs.external', 'nfs-server', holder);
}

/** Its data is never lost here: what a plan knows of an outside service's disks is its owner's word. */
function asDeclared(rule: RuleId, component: ComponentId, service: HolderId): Storage {
  return { io: [require(rule, component, [service], 1)], data: [requireDisk(rule, component, [service], 1)] };
}

const singleNfs = (plan: Plan): Storage => single(withRole(plan, 'nfs-primary').slice(0, 1));

function single(server: HolderId[]): Storage {
  return {
    io: [require('storage.nfs.single', 'nfs-server', server, 1, { rebuild: 'restore-backup' })],
    data: [requireDisk('storage.nfs.single-data', 'nfs-server', server, 1)],
  };
}

/** The secondary is a copy, not a second server: nobody reads from it until a person has fenced the primary and switched. */
function nfsPair(plan: Plan, syncSeconds: number): Storage {
  const primary = withRole(plan, 'nfs-primary').slice(0, 1);
  const secondary = withRole(plan, 'nfs-secondary').slice(0, 1);
  const values = { seconds: syncSeconds };
  return {
    io: [
      require('storage.nfs.primary', 'nfs-server', primary, 1, {
        person: { act: 'switch-nfs', while: secondary },
        rebuild: 'restore-backup',
      }),
      require('storage.nfs.secondary', 'nfs-secondary', secondary, 1, { unmet: 'degraded' }),
    ],
    data: [
      requireDisk('storage.nfs.copies', 'nfs-server', [...primary, ...secondary], 1),
      requireDisk('storage.nfs.recent', 'nfs-server', primary, 1, { unmet: 'degraded', rebuild: 'switch-nfs', values }),
    ],
  };
}

/** Ceph's default `osd_pool_default_min_size`, size − ⌊size / 2⌋: 3 → 2, 2 → 1, 5 → 3. */
export const minSize = (copies: number): number => copies - Math.floor(copies / 2);

/**
 * Copies of an object are on different hosts, and nobody knows on which: reads and writes of some stop as soon as more than
 * copies − min_size hosts are gone. Rook runs three monitors, one a host; a majority must live.
 */
function ceph(hosts: HolderId[], copies: number): Storage {
  const of = hosts.length;
  const placed = Math.min(copies, of);
  const tolerated = Math.max(0, placed - minSize(copies));
  const placeUnknown = of > copies;
  const values = { copies, minSize: minSize(copies) };
  const enough = placed >= minSize(copies);
  const monitors = of >= 3 ? 3 : 1;
  return {
    io: [
      require('storage.ceph.copies', 'ceph-host', hosts, enough ? of - tolerated : minSize(copies), {
        spare: { kind: 'margin', act: 'replace-host' },
        placeUnknown,
        values,
      }),
      require('storage.ceph.monitors', 'ceph-monitor', hosts, Math.max(1, of - (monitors === 3 ? 1 : 0)), {
        placeUnknown: of > monitors,
        values: { monitors },
      }),
    ],
    data: [
      requireDisk('storage.ceph.data', 'ceph-host', hosts, Math.max(1, of - placed + 1), { placeUnknown, values }),
    ],
  };
}
