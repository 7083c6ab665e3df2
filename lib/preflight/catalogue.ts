import type { ApiCheck, Check, CompareCheck, HostCheck, ProbeCheck } from './check';
import { accessChecks, accessScripts } from './checks/access';
import { clusterChecks } from './checks/cluster';
import { dnsChecks } from './checks/dns';
import { networkChecks } from './checks/network';
import { stateChecks } from './checks/state';
import { supplyChecks } from './checks/supply';
import { systemChecks } from './checks/system';
import { timeChecks } from './checks/time';
import type { Probe } from './probe';
import { chartRepositoryProbe } from './probes/chart/probe';
import { networkProbes } from './probes/network';
import { serviceProbes } from './probes/services';

/** Everything that one script per host answers. */
export const scriptChecks: (HostCheck | CompareCheck)[] = [
  ...accessScripts,
  ...systemChecks,
  ...stateChecks,
  ...timeChecks,
  ...dnsChecks,
  ...networkChecks,
  ...supplyChecks,
];

/** Everything that the cluster's API server answers. */
export const apiChecks: ApiCheck[] = clusterChecks;

export const probes: Probe[] = [...networkProbes, ...serviceProbes, chartRepositoryProbe];

const probeChecks: ProbeCheck[] = probes.flatMap((probe) => probe.checks);

/** Every check, in the order of the page. `access` is answered by connecting. */
export const catalogue: Check[] = [...accessChecks, ...scriptChecks, ...apiChecks, ...probeChecks];

export function checkOf(id: string): Check | undefined {
  return catalogue.find((check) => check.id === id);
}
