import { finding, type Outcome, passed } from '../../../check';
import { daysUntil, expiryLimitDays, expiryOf } from '../expiry';
import type { Handshake } from '../handshake';

/** MB/s, of 10^6 bytes: an image of 1 GB in less than a minute. Ours. */
export const rateLimit = 20;

/** The chain, then whom the certificate is for, then how long. */
export function judgeTls(
  { chainProblem, otherNames, notAfter }: Omit<Handshake, 'socket'>,
  host: string,
  trust: 'given' | 'host',
  now: number,
): Outcome {
  const days = daysUntil(notAfter, now);
  const values = { host, trust, days: Math.floor(days), limit: expiryLimitDays };
  const expiry = expiryOf(days);
  if (expiry === 'expired') return finding('block', { ...values, problem: 'expired', found: 'CERT_HAS_EXPIRED' });
  if (chainProblem) return finding('block', { ...values, problem: 'chain', found: chainProblem });
  if (otherNames) return finding('block', { ...values, problem: 'name', found: otherNames });
  return expiry === 'soon'
    ? finding('warn', { ...values, problem: 'soon', found: 'none' })
    : passed({ ...values, problem: 'none', found: 'none' });
}

/** @param bytes so many in `ns` nanoseconds, measured on the host */
export function judgeRate(bytes: number, ns: number): Outcome {
  const seconds = ns / 1e9;
  const rate = bytes / 1e6 / seconds;
  const values = { rate, megabytes: bytes / 1e6, seconds, limit: rateLimit };
  return rate < rateLimit ? finding('warn', values) : passed(values);
}
