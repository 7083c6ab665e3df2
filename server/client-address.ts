import type { IncomingMessage } from 'node:http';

/**
 * Where a request came from: what the connection says, and X-Forwarded-For only when one of our reverse proxies
 * (`SLIPWAY_PROXIES`) is at its other end. Of that list the last entry counts that isn't a proxy of ours: whatever
 * stands before it could be the visitor's own invention.
 */
export function clientAddress(request: IncomingMessage, proxies: string[]): string {
  const peer = plain(request.socket.remoteAddress ?? '');
  if (!proxies.includes(peer)) return peer;
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((one) => plain(one.trim()))
    .filter(Boolean);
  return forwarded.findLast((one) => !proxies.includes(one)) ?? peer;
}

/** IPv4 as a dual-stack socket shows it: `::ffff:10.0.0.1`. */
const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.)/, '');
