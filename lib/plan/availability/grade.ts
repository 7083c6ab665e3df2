import { isHost } from './holders';
import type { AvailabilityModel } from './model';
import type { CapabilityId, HolderId } from './requirement';
import { type Survives, survives } from './survives';

/**
 * - E: the plan lacks something, and doesn't work as it is;
 * - D: the loss of one host may stop Kubernetes itself: API, etcd quorum or scheduling;
 * - C: Kubernetes survives any one host, and one host may stop something else;
 * - B: everything survives any one host that is powered off;
 * - A: and no data is lost with any one host's disk, and everything survives any one failure domain.
 *
 * What outside services do isn't graded: `declared` lists those that the grade rests on.
 */
export const grades = ['A', 'B', 'C', 'D', 'E'] as const;
export type Grade = (typeof grades)[number];

/** Texts: `availability.grade.reasons`. */
export type Reason = {
  key: 'complete' | 'kubernetes' | 'one-host' | 'data' | 'domains' | 'two-hosts';
  /** Unknown is not met. `two-hosts` doesn't count: it only says how far it goes. */
  met: boolean;
  unknown: boolean;
  hosts: HolderId[];
  domains: string[];
  capabilities: CapabilityId[];
  count: number;
  of: number;
};

export type Graded = { grade: Grade; reasons: Reason[]; declared: HolderId[] };

const kubernetes: CapabilityId[] = ['kubernetes-api', 'etcd-quorum', 'scheduling'];

export function grade(model: AvailabilityModel, found: Survives = survives(model)): Graded {
  const { points } = found.one;
  const deadly = points.filter(({ stops }) => stops.some((id) => kubernetes.includes(id)));
  const losing = dataLostWith(model);
  const complete = reason('complete', found.missing.length === 0 && found.one.of > 0, {
    capabilities: unique(found.missing.map(({ capability }) => capability)),
  });
  const core = reason('kubernetes', deadly.length === 0, { hosts: deadly.map(({ host }) => host), of: found.one.of });
  const oneHost = reason('one-host', points.length === 0, {
    hosts: points.map(({ host }) => host),
    capabilities: unique(points.flatMap(({ stops }) => stops)),
    of: found.one.of,
  });
  const data = reason('data', losing.hosts.length === 0, losing);
  const domains = reason('domains', found.domains.kind === 'proven', {
    unknown: found.domains.kind === 'none' || found.domains.kind === 'unproven',
    domains: found.domains.failing.map(({ domain }) => domain),
    hosts: found.domains.unknown,
    of: found.domains.of,
  });
  const two = reason('two-hosts', found.two.survived === found.two.of, {
    count: found.two.survived,
    of: found.two.of,
  });
  const firstUnmet = ([complete, core, oneHost] as const).findIndex(({ met }) => !met);
  const letter = (['E', 'D', 'C'] as const)[firstUnmet] ?? (data.met && domains.met ? 'A' : 'B');
  return { grade: letter, reasons: [complete, core, oneHost, data, domains, two], declared: found.declared };
}

function reason(key: Reason['key'], met: boolean, more: Partial<Reason>): Reason {
  return { key, met, unknown: false, hosts: [], domains: [], capabilities: [], count: 0, of: 0, ...more };
}

const unique = <T>(items: T[]): T[] => [...new Set(items)];

/** Hosts whose disk holds the only copy of something; Slipway's own data aside. */
function dataLostWith(model: AvailabilityModel): { hosts: HolderId[]; capabilities: CapabilityId[] } {
  const found = model.capabilities
    .filter(({ id }) => id !== 'slipway')
    .flatMap(({ id, requirements }) =>
      requirements
        .filter(({ unmet, holders, need }) => unmet === 'data-lost' && holders.length === need)
        .map(({ holders }) => ({ id, hosts: holders.filter(isHost) })),
    )
    .filter(({ hosts }) => hosts.length > 0);
  return { hosts: unique(found.flatMap(({ hosts }) => hosts)), capabilities: unique(found.map(({ id }) => id)) };
}
