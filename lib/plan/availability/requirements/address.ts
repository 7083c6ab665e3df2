import type { Plan } from '../../schema';
import { takeoverSeconds } from '../../vrrp';
import { outsideOr, withRole } from '../holders';
import type { HolderId, Requirement } from '../requirement';
import type { RuleId } from '../rules';
import { require } from './require';

/** What leads clients to an API server. */
export function apiAddress(plan: Plan): Requirement[] {
  const { api } = plan.entry;
  const servers = withRole(plan, 'control-plane');
  switch (api.kind) {
    case 'keepalived':
      return [
        require('api.vip', 'api-address', servers, 1, {
          spare: { kind: 'moves', holder: servers[0] ?? '', seconds: takeoverSeconds(api.advertIntervalSeconds) },
        }),
        reached('api.vip-reached', 'vip:api'),
      ];
    case 'load-balancer':
      return [require('api.load-balancer', 'api-address', [outsideOr(plan, api.address, 'entry:api')], 1)];
    case 'host':
      return [require('api.host', 'api-address', servers.slice(0, 1), 1)];
    case 'application-entry':
      // The address moves for both; that it does is said once, at the application entry.
      return entryAddress(plan).map((requirement) => ({
        ...requirement,
        spare: { kind: 'none' as const },
        from: 'application-entry' as const,
      }));
  }
}

/**
 * Whoever holds the address, clients have to find it: another machine that answers ARP for it, a router id in use twice, or Keepalived
 * stopped on every host takes it away while all hosts live. No takeover mends that.
 */
const reached = (rule: RuleId, vip: HolderId): Requirement =>
  require(rule, 'vip', [vip], 1, { person: { act: 'free-address' }, rebuild: 'free-address' });

const shared = (plan: Plan): boolean => plan.entry.api.kind === 'application-entry';

/**
 * Hosts that the entry can lead to. With one address for applications and API the address's health check asks the API, so
 * it never settles on a gateway that has none.
 */
function entrances(plan: Plan): HolderId[] {
  const gateways = withRole(plan, 'gateway');
  if (!shared(plan)) return gateways;
  const servers = withRole(plan, 'control-plane');
  return gateways.filter((gateway) => servers.includes(gateway));
}

/** What leads clients to a gateway; for an API on the same address also what leads them to an API server. */
export function entryAddress(plan: Plan): Requirement[] {
  const { application } = plan.entry;
  switch (application.kind) {
    case 'keepalived': {
      const candidates = entrances(plan);
      const seconds = takeoverSeconds(application.advertIntervalSeconds);
      return [
        require('entry.vip', 'entry-address', candidates, 1, {
          spare: { kind: 'moves', holder: candidates[0] ?? '', seconds },
        }),
        reached('entry.vip-reached', 'vip:application'),
      ];
    }
    case 'load-balancer':
      return [
        require('entry.load-balancer', 'entry-address', [outsideOr(plan, application.address, 'entry:application')], 1),
        ...(shared(plan) ? [require('api.servers', 'api-server', entrances(plan), 1)] : []),
      ];
    case 'none':
      return [require('entry.first-gateway', 'entry-address', withRole(plan, 'gateway').slice(0, 1), 1)];
  }
}
