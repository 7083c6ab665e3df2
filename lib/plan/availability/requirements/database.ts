import type { Plan } from '../../schema';
import { isHost, outsideOr, schedulable, withRole } from '../holders';
import type { Capability, HolderId, Requirement } from '../requirement';
import { pinned, replicated } from './pods';
import { require, requireDisk } from './require';
import { volumePlace } from './volumes';

/** Both of Rainbond's databases: they go together. */
export function database(plan: Plan): Capability {
  const requirements = requirementsOf(plan);
  const onStorage = plan.database.kind === 'built-in' && plan.rainbond.kind === '6.x' && volumePlace(plan) !== 'host';
  return { id: 'database', requirements, needs: onStorage ? ['storage-io'] : [], hampered: [] };
}

function requirementsOf(plan: Plan): Requirement[] {
  switch (plan.database.kind) {
    case 'external':
      return external(outsideOr(plan, plan.database.host, 'service:database'));
    case 'mysql-pair':
      return pair(plan, plan.database.replication === 'semi-synchronous');
    case 'built-in':
      return plan.rainbond.kind === '5.17' ? firstBuildHost(plan) : pod(plan);
  }
}

function external(holder: HolderId): Requirement[] {
  const server = require('database.external', 'database-server', [holder], 1);
  if (!isHost(holder)) return [server];
  return [{ ...server, rebuild: 'restore-backup' }, requireDisk('database.host-data', 'database-server', [holder], 1)];
}

/** 5.17 keeps its MySQL in a folder of the first build node. */
function firstBuildHost(plan: Plan): Requirement[] {
  const first = withRole(plan, 'build').slice(0, 1);
  return [
    require('database.first-build', 'database-server', first, 1, { rebuild: 'restore-backup' }),
    requireDisk('database.first-build-data', 'database-server', first, 1),
  ];
}

/** 6.x runs one pod, a StatefulSet's: on a dead node it isn't replaced until a person removes the node. */
function pod(plan: Plan): Requirement[] {
  const hosts = schedulable(plan);
  if (volumePlace(plan) === 'host') {
    return [
      pinned('database.pinned', 'database-server', hosts),
      requireDisk('database.pinned-data', 'database-server', hosts, hosts.length || 1, { placeUnknown: true }),
    ];
  }
  const { heals: _, now: __, ...stateful } = replicated(plan, 'database.stateful', 'database-server', hosts, 1);
  return [{ ...stateful, need: hosts.length || 1, person: { act: 'remove-node' }, rebuild: 'remove-node' }];
}

/**
 * The replica is a copy, not a second server: nobody writes to it until a person has fenced the primary and promoted it.
 * Semi-synchronous without a timeout, the primary's writes wait for ever while no replica acknowledges.
 */
function pair(plan: Plan, semiSync: boolean): Requirement[] {
  const primary = withRole(plan, 'mysql-primary').slice(0, 1);
  const replica = withRole(plan, 'mysql-replica').slice(0, 1);
  return [
    require('database.primary', 'database-server', primary, 1, {
      person: { act: 'promote-replica', while: replica },
      rebuild: 'restore-backup',
    }),
    semiSync
      ? require('database.semi-sync', 'database-replica', replica, 1, {
          person: { act: 'return-replica' },
          rebuild: 'replace-replica',
        })
      : require('database.replica', 'database-replica', replica, 1, { unmet: 'degraded', rebuild: 'replace-replica' }),
    requireDisk('database.copies', 'database-server', [...primary, ...replica], 1),
    ...(semiSync
      ? []
      : [
          requireDisk('database.recent', 'database-server', primary, 1, {
            unmet: 'degraded',
            rebuild: 'promote-replica',
          }),
        ]),
  ];
}
