import type { Check, CompareCheck, HostCheck, ProbeCheck } from './check';
import { accessChecks, accessScripts } from './checks/access';
import { dnsChecks } from './checks/dns';
import { networkChecks } from './checks/network';
import { stateChecks } from './checks/state';
import { supplyChecks } from './checks/supply';
import { systemChecks } from './checks/system';
import { timeChecks } from './checks/time';
import type { Probe } from './probe';
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

export const probes: Probe[] = [...networkProbes, ...serviceProbes];

const probeChecks: ProbeCheck[] = probes.flatMap((probe) => probe.checks);

/** Every check, in the order of the page. `access` is answered by connecting. */
export const catalogue: Check[] = [...accessChecks, ...scriptChecks, ...probeChecks];

export function checkOf(id: string): Check | undefined {
  return catalogue.find((check) => check.id === id);
}
