import type { FindingValues } from './finding';
import { hostsWithRole, type Plan } from './schema';
import { type Capability, survival } from './survival';
import { takeoverSeconds } from './vrrp';

/**
 * The worst that the loss of one host does. `outcome` is a key of `plan.ifLost`; `down`: a capability stops; `moves`: it
 * is away for some seconds; `none`: nothing stops.
 */
export type IfLost = {
  outcome: 'apiStops' | 'entryStops' | 'podsStop' | 'entryMoves' | 'nothing';
  severity: 'down' | 'moves' | 'none';
  values: FindingValues;
};

const stops: [Capability['id'], IfLost['outcome']][] = [
  ['kubernetes-api', 'apiStops'],
  ['etcd-quorum', 'apiStops'],
  ['application-entry', 'entryStops'],
  ['workers', 'podsStop'],
];

/** @param host its name */
export function ifLost(plan: Plan, host: string): IfLost {
  const capabilities = survival(plan);
  for (const [id, outcome] of stops) {
    const capability = capabilities.find((each) => each.id === id);
    if (capability?.verdict === 'single-point' && capability.hosts.includes(host)) {
      return { outcome, severity: 'down', values: { host } };
    }
  }
  const move = entryMove(plan, host);
  return move ?? { outcome: 'nothing', severity: 'none', values: { host } };
}

/** The address starts on the first host that may hold it; later it is wherever the last loss left it (nopreempt). */
function entryMove(plan: Plan, host: string): IfLost | null {
  const entries = [
    { choice: plan.entry.api, holder: hostsWithRole(plan, 'control-plane')[0] },
    { choice: plan.entry.application, holder: hostsWithRole(plan, 'gateway')[0] },
  ];
  const seconds = entries.flatMap(({ choice, holder }) =>
    choice.kind === 'keepalived' && holder?.name === host ? [takeoverSeconds(choice.advertIntervalSeconds)] : [],
  );
  const slowest = seconds.sort((a, b) => b.to - a.to)[0];
  return slowest ? { outcome: 'entryMoves', severity: 'moves', values: { host, ...slowest } } : null;
}
