/** Columns of the page, in their order. `services`: what is proved by use from the hosts that will use it. */
export const checkGroups = ['access', 'system', 'state', 'time', 'dns', 'network', 'supply', 'services'] as const;
export type CheckGroup = (typeof checkGroups)[number];
