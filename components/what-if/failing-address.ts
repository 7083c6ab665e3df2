import { failureModes } from '@/lib/plan/availability/failure';
import { hostId, isHost } from '@/lib/plan/availability/holders';
import type { AvailabilityModel } from '@/lib/plan/availability/model';
import { domainOf, type Failing, nothingFails, partOfDomain } from './failing';

/** `what-if` holds how it fails, each `fail` one host, failure domain or service. */
const modeName = 'what-if';
const partName = 'fail';

/** Asks what if, and lets nothing fail yet. */
export const askingParameters: [string, string][] = [[modeName, nothingFails.mode]];

/** The console's own id has no prefix, and a host may be called so. */
const consoleText = 'service:console';

/** Hosts by their names, so that an address can be read and written by a person; `#3` for one whose name is no name or not its own. */
export function failingParameters(model: AvailabilityModel, { mode, parts }: Failing): [string, string][] {
  return [[modeName, mode], ...parts.map((part): [string, string] => [partName, textOf(model, part)])];
}

/** What an address lets fail; null when it doesn't ask what if. Parts that the plan doesn't have are left out. */
export function failingIn(
  model: AvailabilityModel,
  search: { get(name: string): string | null; getAll(name: string): string[] },
): Failing | null {
  const asked = search.get(modeName);
  if (asked === null) return null;
  const parts = search.getAll(partName).flatMap((text) => partOf(model, text) ?? []);
  return { mode: failureModes.find((mode) => mode === asked) ?? 'powered-off', parts: [...new Set(parts)] };
}

function textOf(model: AvailabilityModel, part: string): string {
  if (part === 'console') return consoleText;
  if (!isHost(part)) return part;
  const place = model.hosts.findIndex(({ id }) => id === part);
  const name = model.hosts[place]?.name ?? '';
  const own = model.hosts.filter((host) => host.name === name).length === 1;
  return own && /^[^#:]+$/.test(name) ? name : `#${place + 1}`;
}

function partOf(model: AvailabilityModel, text: string): string | null {
  if (text === consoleText) return model.services.some(({ id }) => id === 'console') ? 'console' : null;
  const domain = domainOf(text);
  if (domain !== null) return model.hosts.some((host) => host.domain === domain) ? partOfDomain(domain) : null;
  if (text.includes(':')) return knownService(model, text) ? text : null;
  const place = /^#(\d+)$/.exec(text)?.[1];
  const found = place ? model.hosts[Number(place) - 1] : model.hosts.find(({ name }) => name !== '' && name === text);
  return found ? hostId(model.hosts.indexOf(found)) : null;
}

/** The endpoints of an outside etcd also answer to the one id that the topology has for them. */
const knownService = ({ services }: AvailabilityModel, id: string): boolean =>
  services.some((service) => service.id === id || (id === 'service:etcd' && service.id.startsWith(`${id}:`)));
