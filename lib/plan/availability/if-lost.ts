import { assess } from './assess';
import { failureOf } from './failure';
import { hostClasses } from './host-classes';
import type { AvailabilityModel } from './model';
import { atLeast, type CapabilityId, type HolderId, type Seconds } from './requirement';
import type { Verdict } from './verdict';

/**
 * The worst that one host's loss (powered off) does:
 * - stops: `capabilities` are down until it is back or a person acts; `certain` false: they may be;
 * - moves: an address is on its way for `seconds`;
 * - pauses: `capabilities` may be out for `seconds`, and come back by themselves;
 * - nothing: nothing stops.
 */
export type IfLost = {
  outcome: 'stops' | 'moves' | 'pauses' | 'nothing';
  capabilities: CapabilityId[];
  certain: boolean;
  seconds: Seconds | null;
};

/** What a reader misses first; the quorum is told as the API. */
const telling: CapabilityId[] = [
  'kubernetes-api',
  'application-entry',
  'storage-io',
  'database',
  'rainbond-console',
  'registry',
  'builds',
  'scheduling',
  'slipway',
];

/** By host id: what each one's loss does. */
export function ifEachLost(model: AvailabilityModel): Record<HolderId, IfLost> {
  return Object.fromEntries(
    hostClasses(model).flatMap((hosts) => {
      const loss = ifLost(model, hosts[0] ?? '');
      return hosts.map((host) => [host, loss]);
    }),
  );
}

/** @param host `host:0` */
export function ifLost(model: AvailabilityModel, host: HolderId): IfLost {
  const before = assess(model, failureOf(model, []));
  const missing = new Set(before.filter(isDown).map(({ capability }) => capability));
  const after = assess(model, failureOf(model, [host])).filter(({ capability }) => !missing.has(capability));
  const stopped = after.filter(isDown);
  if (stopped.length > 0) {
    const certain = stopped.some((verdict) => verdict.certain);
    const worst = stopped.filter((verdict) => verdict.certain === certain);
    return { outcome: 'stops', capabilities: inOrder(worst), certain, seconds: null };
  }
  return passing(after) ?? { outcome: 'nothing', capabilities: [], certain: true, seconds: null };
}

const isDown = ({ state }: Verdict): boolean => atLeast(state, 'down');

function inOrder(verdicts: Verdict[]): CapabilityId[] {
  const ids = verdicts.map(({ capability }) => capability);
  return telling.filter((id) => ids.includes(id));
}

/** The longest of what comes back by itself; workload that moves to other hosts is not an outage of a capability. */
function passing(verdicts: Verdict[]): IfLost | null {
  const found = verdicts.flatMap(({ capability, affected }) =>
    affected.flatMap(({ state, back, rule, certain }) =>
      state === 'degraded' && back.kind === 'seconds' && rule !== 'scheduling.workers'
        ? [{ capability, certain, moves: rule === 'api.vip' || rule === 'entry.vip', seconds: back }]
        : [],
    ),
  );
  const longest = found.toSorted((a, b) => b.seconds.to - a.seconds.to)[0];
  if (!longest) return null;
  const { from, to } = longest.seconds;
  return {
    outcome: longest.moves ? 'moves' : 'pauses',
    capabilities: [
      ...new Set(found.filter((each) => each.moves === longest.moves).map(({ capability }) => capability)),
    ],
    certain: longest.certain,
    seconds: { from, to },
  };
}
