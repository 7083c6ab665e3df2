import { quorum } from '../../quorum';
import type { Plan } from '../../schema';
import { isHost, outsideOr, schedulable, withRole } from '../holders';
import type { Capability, CapabilityId, HolderId, Requirement } from '../requirement';
import { detachSeconds } from '../times';
import { pinned, replicated } from './pods';
import { queueReplicas, rainbondReplicas } from './replicas';
import { require, requireDisk } from './require';
import { volumePlace } from './volumes';

export function builds(plan: Plan): Capability {
  return {
    id: 'builds',
    requirements: [
      replicated(plan, 'builds.builders', 'builder', withRole(plan, 'build'), rainbondReplicas(plan)),
      ...regionComponents(plan),
    ],
    needs: ['kubernetes-api', 'registry', 'database', ...etcdNeeds(plan)],
    hampered: [],
  };
}

/** What takes orders from console and builders. A build that is asked for while the queue is away waits. */
function regionComponents(plan: Plan): Requirement[] {
  const hosts = schedulable(plan);
  return [
    replicated(plan, 'rainbond.api', 'region-api', hosts, rainbondReplicas(plan)),
    replicated(plan, 'rainbond.queue', 'message-queue', hosts, queueReplicas(plan), { meanwhile: 'up' }),
    ...rainbondEtcd(plan),
  ];
}

/**
 * Rainbond 5.17's etcd; 6.x has none. Its own is on the first build node, or with `enableHA` three members on the class that
 * several nodes mount: then it stops with the storage. The Kubernetes etcd is needed anyway.
 */
function rainbondEtcd(plan: Plan): Requirement[] {
  if (plan.rainbond.kind !== '5.17') return [];
  if (plan.etcd.kind === 'external') {
    const found = plan.etcd.endpoints.map((endpoint, index) => outsideOr(plan, endpoint, `service:etcd:${index}`));
    // One that is named twice votes once.
    const endpoints = [...new Set(found)];
    return [require('rainbond.etcd-external', 'rainbond-etcd', endpoints, quorum(endpoints.length))];
  }
  if (plan.etcd.kind === 'kubernetes' || plan.rainbond.enableHA) return [];
  return [require('rainbond.etcd-pinned', 'rainbond-etcd', withRole(plan, 'build').slice(0, 1), 1)];
}

function etcdNeeds({ rainbond, etcd }: Plan): CapabilityId[] {
  return rainbond.kind === '5.17' && rainbond.enableHA && etcd.kind === 'built-in' ? ['storage-io'] : [];
}

export function registry(plan: Plan): Capability {
  const place = volumePlace(plan);
  const inside = plan.registry.kind === 'built-in';
  return {
    id: 'registry',
    requirements:
      plan.registry.kind === 'external'
        ? externalRegistry(outsideOr(plan, plan.registry.address, 'service:registry'))
        : imageHub(plan),
    needs: inside && place !== 'host' ? ['storage-io'] : [],
    hampered: [],
  };
}

function externalRegistry(holder: HolderId): Requirement[] {
  const server = require('registry.external', 'registry-server', [holder], 1);
  if (!isHost(holder)) return [server];
  return [{ ...server, rebuild: 'restore-backup' }, requireDisk('registry.data', 'registry-server', [holder], 1)];
}

/** Rainbond's own; every node knows it as goodrain.me, which is the first gateway's address. */
function imageHub(plan: Plan): Requirement[] {
  const hosts = schedulable(plan);
  const place = volumePlace(plan);
  const name = require('registry.goodrain-me', 'registry-name', withRole(plan, 'gateway').slice(0, 1), 1);
  if (place === 'host') {
    return [
      name,
      pinned('registry.hub-pinned', 'image-hub', hosts),
      requireDisk('registry.data', 'image-hub', hosts, hosts.length || 1, { placeUnknown: true }),
    ];
  }
  return [
    name,
    place === 'many'
      ? replicated(plan, 'registry.hub', 'image-hub', hosts, rainbondReplicas(plan))
      : replicated(plan, 'registry.hub', 'image-hub', hosts, 1, { extraSeconds: detachSeconds }),
  ];
}

/** Up: a person can sign in and deploy. Null when the plan puts no console into the cluster. */
export function rainbondConsole(plan: Plan): Capability | null {
  const { rainbond } = plan;
  if (rainbond.kind === 'none' || !rainbond.console) return null;
  const place = volumePlace(plan);
  return {
    id: 'rainbond-console',
    requirements: [consolePods(plan, rainbond.consoleReplicas), ...regionComponents(plan)],
    needs: ['kubernetes-api', 'application-entry', 'database', ...(place === 'host' ? [] : (['storage-io'] as const))],
    hampered: [],
  };
}

/** Replicas whose claim is on one host's disk all run on that host, however many there are. */
function consolePods(plan: Plan, replicas: number): Requirement {
  const hosts = schedulable(plan);
  const place = volumePlace(plan);
  if (place === 'host') return pinned('console.pinned', 'console-pod', hosts);
  if (place === 'many') return replicated(plan, 'console.pods', 'console-pod', hosts, replicas);
  return replicated(plan, 'console.pods', 'console-pod', hosts, 1, { extraSeconds: detachSeconds });
}
