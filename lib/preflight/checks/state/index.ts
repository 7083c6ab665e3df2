import type { CompareCheck, HostCheck } from '../../check';
import { iptablesLeftover } from './leftover-iptables';
import { kubernetesLeftovers } from './leftover-kubernetes';
import { otherLeftovers } from './leftover-others';
import { pkgLock } from './pkg-lock';
import { rebootPending } from './reboot-pending';
import { serviceConflicts } from './service-conflict';

/** What was on the host before, in the order of the page. */
export const stateChecks: (HostCheck | CompareCheck)[] = [
  ...kubernetesLeftovers,
  iptablesLeftover,
  ...otherLeftovers,
  ...serviceConflicts,
  pkgLock,
  rebootPending,
];
