import type { CompareCheck, HostCheck } from '../../check';
import { bundleSha256 } from './bundle';
import { egress, imagesAvailable } from './online';
import { proxyBypass, proxyValid } from './proxy';

/** What the install brings to a host, and by which way. Room for the bundle is told by disk.avail. */
export const supplyChecks: (HostCheck | CompareCheck)[] = [
  bundleSha256,
  egress,
  imagesAvailable,
  proxyValid,
  proxyBypass,
];
