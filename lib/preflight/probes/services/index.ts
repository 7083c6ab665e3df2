import type { Probe } from '../../probe';
import { etcdProbe } from './etcd/probe';
import { loadBalancerProbe } from './load-balancer/probe';
import { mysqlProbe } from './mysql/probe';
import { nfsProbe } from './nfs/probe';
import { registryProbe } from './registry/probe';
import { registryRateProbe } from './registry/rate-probe';

/** What the plan takes from outside, proved by use from the hosts that will use it. */
export const serviceProbes: Probe[] = [
  loadBalancerProbe,
  mysqlProbe,
  registryProbe,
  registryRateProbe,
  nfsProbe,
  etcdProbe,
];
