import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { checkServerIdentity, connect, type PeerCertificate, type TLSSocket } from 'node:tls';

export type HandshakeOptions = {
  /** What clients call the server: a name or an address; its certificate has to be for it. */
  host: string;
  /** PEM, one or more; nothing else is trusted. */
  ca: string;
  certificate?: string;
  key?: string;
  signal: AbortSignal;
};
export type Handshake = {
  socket: TLSSocket;
  /** OpenSSL's code of what is wrong with the chain, such as SELF_SIGNED_CERT_IN_CHAIN; null when it leads to `ca`. */
  chainProblem: string | null;
  /** Names that the certificate is for, when the server's isn't among them. */
  otherNames: string | null;
  /** ms since the epoch at which the first certificate of the chain ends. */
  notAfter: number;
};

/** It may take as long as a slow host's answer; a server that speaks something else may never answer. */
const deadlineMs = 10_000;

/** Speaks TLS and looks at the server's certificate, whatever is wrong with it. Rejects when the other side doesn't. */
export function handshake(stream: Duplex, options: HandshakeOptions): Promise<Handshake> {
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(deadlineMs)]);
  return new Promise((resolve, reject) => {
    const socket = connect({
      socket: stream,
      ...(isIP(options.host) ? {} : { servername: options.host }),
      ca: options.ca,
      ...(options.certificate ? { cert: options.certificate, key: options.key } : {}),
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
    });
    const aborted = () => socket.destroy(new Error('no TLS answer'));
    signal.addEventListener('abort', aborted, { once: true });
    socket.on('error', reject);
    socket.on('close', () => {
      signal.removeEventListener('abort', aborted);
      reject(new Error('the connection was closed'));
    });
    socket.on('secureConnect', () => {
      signal.removeEventListener('abort', aborted);
      const certificate = socket.getPeerCertificate(true);
      // authorizationError is a code here, an Error in its type.
      const problem = socket.authorizationError as unknown;
      resolve({
        socket,
        chainProblem: problem ? String(problem instanceof Error ? problem.message : problem) : null,
        otherNames: checkServerIdentity(options.host, certificate) ? namesOf(certificate) : null,
        notAfter: Math.min(...chainOf(certificate).map(({ valid_to }) => Date.parse(valid_to))),
      });
    });
  });
}

const namesOf = ({ subjectaltname, subject }: PeerCertificate): string =>
  subjectaltname?.replaceAll('IP Address:', '').replaceAll('DNS:', '') || `CN=${subject?.CN ?? ''}`;

function chainOf(leaf: PeerCertificate): PeerCertificate[] {
  const chain: PeerCertificate[] = [];
  let next: PeerCertificate | undefined = leaf;
  while (next && !chain.includes(next)) {
    chain.push(next);
    next = 'issuerCertificate' in next ? (next.issuerCertificate as PeerCertificate | undefined) : undefined;
  }
  return chain;
}
