import type { Probe } from '../probe';
import { fsyncProbe } from './disk/fsync';
import { netnsProbe } from './netns/netns';
import { bandwidthProbe } from './network/bandwidth';
import { networkProbe } from './network/probe';

export const networkProbes: Probe[] = [networkProbe(), netnsProbe, bandwidthProbe, fsyncProbe];
