import type { ApiCheck } from '../../check';
import { clusterAccess } from './access';
import { clusterCapacity } from './capacity';
import { clusterDns } from './dns';
import { clusterLeftovers } from './leftover';
import { clusterNodes } from './node-state';
import { clusterPorts } from './ports';
import { clusterStorage } from './storage';

/** What a cluster's API server says; `api.reach` first, without which the others say nothing. */
export const clusterChecks: ApiCheck[] = [
  ...clusterAccess,
  ...clusterCapacity,
  ...clusterStorage,
  ...clusterLeftovers,
  ...clusterDns,
  ...clusterNodes,
  ...clusterPorts,
];
