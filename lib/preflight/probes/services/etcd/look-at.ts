import type { PlanHost } from '@/lib/plan/schema';
import type { ProbeSession } from '../../../probe';
import { textOf } from '../answer';
import { type Handshake, handshake } from '../handshake';
import { type HttpAnswer, httpOver } from '../http-over';
import { NoConnection, reach } from '../reach';
import type { EndpointSeen } from './judge';

export type Certificates = { ca: string; certificate: string; key: string };

/** Without a scheme it is https, as Rainbond takes it. */
export function endpointUrl(text: string): URL {
  return new URL(/^https?:\/\//.test(text) ? text : `https://${text}`);
}

/** Goes as far with one endpoint as it comes: connection, TLS with the client's certificate, health, version, cluster. */
export async function lookAt(
  session: ProbeSession,
  host: PlanHost,
  endpoint: string,
  certificates: Certificates | null,
): Promise<EndpointSeen> {
  const url = endpointUrl(endpoint);
  const secure = url.protocol === 'https:';
  const address = url.hostname.replace(/^\[|\]$/g, '');
  const { signal } = session;
  const seen: EndpointSeen = {
    endpoint: url.host,
    noConnection: null,
    tls: secure ? null : { problem: 'plain', found: '' },
    notAfter: null,
    health: null,
    version: null,
    clusterId: null,
    members: null,
  };
  const plain = () => reach(session.on(host), address, Number(url.port) || (secure ? 443 : 80), { signal });
  const secured = async (own: Certificates | null): Promise<Handshake> =>
    handshake(await plain(), {
      host: address,
      ca: certificates?.ca ?? '',
      ...(own ? { certificate: own.certificate, key: own.key } : {}),
      signal,
    });
  const ask = async (method: string, path: string, own = certificates): Promise<HttpAnswer> => {
    const stream = secure ? (await secured(own)).socket : await plain();
    return httpOver(stream, { method, path, host: url.host, ...(method === 'POST' ? { body: '{}' } : {}) }, signal);
  };

  try {
    (await plain()).destroy();
  } catch (error) {
    if (!(error instanceof NoConnection)) throw error;
    return { ...seen, noConnection: error.found };
  }
  if (secure) {
    if (!certificates) return seen;
    try {
      const { socket, chainProblem, otherNames, notAfter } = await secured(certificates);
      socket.destroy();
      seen.notAfter = notAfter;
      if (chainProblem) return { ...seen, tls: { problem: 'chain', found: chainProblem } };
      if (otherNames) return { ...seen, tls: { problem: 'name', found: otherNames } };
    } catch (error) {
      if (error instanceof NoConnection) throw error;
      return { ...seen, tls: { problem: 'no-tls', found: textOf(error) } };
    }
  }
  let health: HttpAnswer;
  try {
    health = await ask('GET', '/health');
  } catch (error) {
    // With TLS 1.3 a server refuses the client's certificate only after the handshake.
    if (!secure) throw error;
    return { ...seen, tls: { problem: 'client', found: textOf(error) } };
  }
  if (secure) seen.tls = { problem: (await letsAnybodyIn(ask)) ? 'open' : 'none', found: '' };
  const said = json(health);
  const healthy = health.status === 200 && String(said.health) === 'true';
  seen.health = { healthy, found: healthy ? 'none' : String(said.reason || `HTTP ${health.status}`) };
  seen.version = String(json(await ask('GET', '/version')).etcdserver ?? '');
  const status = json(await ask('POST', '/v3/maintenance/status'));
  const { cluster_id: clusterId } = (status.header ?? {}) as { cluster_id?: string };
  seen.clusterId = clusterId ?? null;
  const { members } = json(await ask('POST', '/v3/cluster/member/list')) as { members?: { isLearner?: boolean }[] };
  seen.members = members ? members.filter(({ isLearner }) => !isLearner).length : null;
  return seen;
}

/** Whether a client without a certificate is answered. */
async function letsAnybodyIn(ask: (method: string, path: string, own: null) => Promise<HttpAnswer>): Promise<boolean> {
  try {
    return (await ask('GET', '/health', null)).status > 0;
  } catch {
    return false;
  }
}

function json({ body }: HttpAnswer): Record<string, unknown> {
  try {
    return JSON.parse(body.toString()) as Record<string, unknown>;
  } catch {
    return {};
  }
}
