import type { AvailabilityModel } from './model';
import type { CapabilityId } from './requirement';
import { servedBy } from './survives';
import { type Tolerance, toleranceOf } from './tolerance';

/**
 * What a plan survives, in a few lines (`availability.bar`): first Kubernetes and its quorum, then what a single host stops and what
 * the plan lacks.
 */
export type SurvivalLine = {
  kind: 'survives' | 'quorum' | 'declared' | 'point' | 'missing';
  tolerance: Tolerance;
  /** Capabilities that survive as much (`survives`), or that stop with it (`point`, `missing`). */
  also: CapabilityId[];
};

export function survivalLines(model: AvailabilityModel): SurvivalLine[] {
  const found = servedBy(model).map((id) => toleranceOf(model, id));
  return [...standing(found), ...failing(found)];
}

/** The API with all that survives at least as much; the quorum, unless a single member is already too many. */
function standing(found: Tolerance[]): SurvivalLine[] {
  const of = (id: CapabilityId) =>
    found.find(
      ({ capability, endurance }) => capability === id && (endurance === 'survives' || endurance === 'as-declared'),
    );
  const [api, etcd] = [of('kubernetes-api'), of('etcd-quorum')];
  const also = found
    .filter(({ capability, endurance, tolerates }) => {
      const apart = capability === 'kubernetes-api' || capability === 'etcd-quorum';
      return !apart && endurance === 'survives' && api !== undefined && tolerates >= api.tolerates;
    })
    .map(({ capability }) => capability);
  return [
    ...(api
      ? [{ kind: api.endurance === 'survives' ? ('survives' as const) : ('declared' as const), tolerance: api, also }]
      : []),
    ...(etcd && etcd.endurance === 'survives' ? [{ kind: 'quorum' as const, tolerance: etcd, also: [] }] : []),
  ];
}

/** Only roots: what stops because something else does is named with it. */
function failing(found: Tolerance[]): SurvivalLine[] {
  const bad = found.filter(({ endurance }) => endurance === 'single-point' || endurance === 'missing');
  const roots = bad.filter(({ via }) => via === null || !bad.some(({ capability }) => capability === via));
  return roots.map((tolerance) => ({
    kind: tolerance.endurance === 'missing' ? 'missing' : 'point',
    tolerance,
    also: bad.filter(({ via }) => via === tolerance.capability).map(({ capability }) => capability),
  }));
}
