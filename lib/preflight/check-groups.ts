/** Columns of the page, in their order. `cluster`: what its API server says. `services`: what is proved by use from the hosts that will use it. */
export const checkGroups = [
  'access',
  'system',
  'state',
  'time',
  'dns',
  'network',
  'supply',
  'cluster',
  'services',
] as const;
export type CheckGroup = (typeof checkGroups)[number];
