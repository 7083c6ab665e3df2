import type { AvailabilityModel } from './model';
import type { HolderId } from './requirement';

/** Hosts whose loss does the same to every capability, in the plan's order: what is worked out for one is true of all. */
export function hostClasses(model: AvailabilityModel): HolderId[][] {
  const standsIn = new Map<HolderId, number[]>(model.hosts.map(({ id }) => [id, []]));
  const requirements = model.capabilities.flatMap((capability) => capability.requirements);
  requirements.forEach(({ holders, spare }, index) => {
    for (const holder of holders) standsIn.get(holder)?.push(index);
    // The host that an address starts on differs from its standbys.
    if (spare.kind === 'moves') standsIn.get(spare.holder)?.push(-index - 1);
  });
  const classes = new Map<string, HolderId[]>();
  for (const [host, places] of standsIn) {
    const key = places.join(',');
    const known = classes.get(key);
    if (known) known.push(host);
    else classes.set(key, [host]);
  }
  return [...classes.values()];
}
