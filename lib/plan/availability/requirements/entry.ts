import type { Plan } from '../../schema';
import { schedulable, withRole } from '../holders';
import type { Capability, Requirement } from '../requirement';
import { timesOf } from '../times';
import { apiAddress, entryAddress } from './address';
import { replicated } from './pods';
import { rainbondReplicas } from './replicas';
import { require } from './require';

/** Null when nobody enters: no entry is planned, and no Rainbond that would need one. */
export function applicationEntry(plan: Plan): Capability | null {
  const { application, api } = plan.entry;
  if (application.kind === 'none' && plan.rainbond.kind === 'none') return null;
  const gateways = withRole(plan, 'gateway');
  const balanced = application.kind === 'load-balancer';
  const address = entryAddress(plan).filter(({ rule }) => rule !== 'api.servers');
  return {
    id: 'application-entry',
    requirements: [
      ...address,
      require('entry.gateways', 'gateway', gateways, 1, {
        spare: balanced ? { kind: 'capacity' } : { kind: 'none' },
      }),
      ...(plan.rainbond.kind === 'none'
        ? []
        : [replicated(plan, 'entry.gateway-pods', 'gateway-pod', gateways, rainbondReplicas(plan))]),
      endpoints(plan),
      ...nodeLeases(plan),
    ],
    // The shared address answers while its check finds a working API, and that needs the quorum.
    needs: application.kind === 'keepalived' && api.kind === 'application-entry' ? ['etcd-quorum'] : [],
    hampered: [],
  };
}

/** Services send to a dead host's pods until the API takes its endpoints out: for ever while there is no API. */
function endpoints(plan: Plan): Requirement {
  const holders = schedulable(plan);
  const seconds = timesOf(plan).notReadySeconds;
  return require('entry.endpoints', 'service-endpoint', holders, 0, {
    now: holders.length,
    heals: { seconds: { from: seconds, to: seconds }, only: ['kubernetes-api'], meanwhile: 'up' },
    unmet: 'degraded',
  });
}

/**
 * Workers that can't renew their leases are NotReady after the grace period, all at once, and then Services have no endpoints.
 * Not measured: "may".
 */
function nodeLeases(plan: Plan): Requirement[] {
  const { kind } = plan.entry.api;
  const apart = plan.hosts.some(({ roles }) => !roles.includes('control-plane'));
  // On the applications' address the entry itself is down with it.
  if (!apart || kind === 'application-entry') return [];
  // Where control planes hold it, losing them all is losing the API.
  const ways = apiAddress(plan).filter(({ rule }) => rule !== 'api.vip');
  return ways.map(({ component: _, rule: __, person: ___, ...address }) => ({
    ...address,
    rule: 'entry.node-leases' as const,
    component: 'node-lease' as const,
    unmet: 'degraded' as const,
    placeUnknown: true,
    values: { seconds: timesOf(plan).notReadySeconds },
  }));
}
