import type { CompareCheck, HostCheck } from '../../check';
import { cgroupControllers } from './cgroup';
import { cpuAndMemoryChecks } from './cpu-and-memory';
import { diskDeviceChecks } from './disk-devices';
import { diskFolderChecks } from './disk-folders';
import { diskSpaceChecks } from './disk-space';
import { moduleChecks } from './modules';
import { osChecks } from './os';
import { securityChecks } from './security';
import { swapOff } from './swap';
import { sysctlChecks } from './sysctl';
import { toolChecks } from './tools';
import { tuningChecks } from './tuning';
import { virtualizationChecks } from './virtualization';

/** What the machine and its system are, in the order of the page. */
export const systemChecks: (HostCheck | CompareCheck)[] = [
  ...osChecks,
  ...cpuAndMemoryChecks,
  ...diskSpaceChecks,
  ...diskFolderChecks,
  ...diskDeviceChecks,
  swapOff,
  ...securityChecks,
  cgroupControllers,
  ...moduleChecks,
  ...sysctlChecks,
  ...tuningChecks,
  ...toolChecks,
  ...virtualizationChecks,
];
