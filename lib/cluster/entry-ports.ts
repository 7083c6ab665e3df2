import type { Plan } from '@/lib/plan/schema';

/** Where clients of applications go; '' when the plan has no such address. */
export function applicationAddress({ entry: { application } }: Plan): string {
  return application.kind === 'none' ? '' : application.address;
}

/**
 * What the entry answers on once Rainbond runs: HTTP and HTTPS of applications, websocket, the console, the region API.
 * Without Rainbond nobody listens there, so that there is nothing to ask.
 */
export function entryPorts({ rainbond }: Plan): number[] {
  if (rainbond.kind === 'none') return [];
  return [80, 443, 6060, ...(rainbond.console ? [7070] : []), 8443];
}

/** The application entry as a virtual address of this plan's own hosts; null where it is somebody else's. */
export function virtualAddress({ entry: { application } }: Plan): string | null {
  return application.kind === 'keepalived' && application.address !== '' ? application.address : null;
}

/** Where a browser finds Rainbond's console; null without one. */
export function consoleAddress(plan: Plan): string | null {
  const address = applicationAddress(plan);
  return plan.rainbond.kind !== 'none' && plan.rainbond.console && address !== '' ? `http://${address}:7070` : null;
}
