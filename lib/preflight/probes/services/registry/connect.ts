import type { Duplex } from 'node:stream';
import type { PlanHost } from '@/lib/plan/schema';
import type { ProbeSession } from '../../../probe';
import { handshake } from '../handshake';
import { reach } from '../reach';
import { trustedByHost } from '../trusted-by-host';
import type { Opener, RegistryLogin } from './client';

export type External = Extract<ProbeSession['context']['plan']['registry'], { kind: 'external' }>;

export const baseOf = ({ scheme, address }: External): URL => new URL(`${scheme}://${address}`);

const portOf = (url: URL): number => Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
/** Without the brackets of an IPv6 address. */
const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

/** A plain connection from the host to where the URL leads. */
export const plain =
  (session: ProbeSession, host: PlanHost) =>
  (url: URL, signal: AbortSignal): Promise<Duplex> =>
    reach(session.on(host), hostOf(url), portOf(url), { signal });

/** What the host will check certificates against: the plan's CA, or its own when there is none. */
export const trusted = (session: ProbeSession, host: PlanHost, registry: External): Promise<string> =>
  registry.ca ? Promise.resolve(registry.ca) : trustedByHost(session.on(host), session.signal);

export const tls = (stream: Duplex, url: URL, ca: string, signal: AbortSignal) =>
  handshake(stream, { host: hostOf(url), ca, signal });

/** Connections for requests that carry the login: only to a server that proves who it is. */
export const proven =
  (session: ProbeSession, host: PlanHost, ca: string): Opener =>
  async (url, signal) => {
    const stream = await plain(session, host)(url, signal);
    if (url.protocol !== 'https:') return stream;
    const { socket, chainProblem, otherNames } = await tls(stream, url, ca, signal);
    if (!chainProblem && !otherNames) return socket;
    socket.destroy();
    throw new Error(`${url.host}: ${chainProblem ?? `certificate for ${otherNames}`}`);
  };

/** Null without a credential in the plan: some registries let everybody in. `missing`: it is named, and not there. */
export async function loginOf(session: ProbeSession, registry: External): Promise<RegistryLogin | 'missing'> {
  if (!registry.credential) return null;
  const secret = await session.secret(registry.credential);
  return secret ? { user: registry.user || secret.user, password: secret.password } : 'missing';
}
