import type { CompareCheck, HostCheck } from '../../check';
import { etcHosts } from './etc-hosts';
import { hostnameResolves } from './own-name';
import { dnsResolv } from './resolv';
import { uniqueChecks } from './unique';
import { dnsWildcard } from './wildcard';

/** Names, and what tells hosts apart, in the order of the page. */
export const dnsChecks: (HostCheck | CompareCheck)[] = [
  dnsResolv,
  dnsWildcard,
  hostnameResolves,
  etcHosts,
  ...uniqueChecks,
];
