import { createPrivateKey, X509Certificate } from 'node:crypto';
import { textOf } from '../answer';
import type { Certificates } from './look-at';

const pem = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

export type Pair =
  | { problem: 'none'; ends: { name: string; notAfter: number }[] }
  /** What OpenSSL says; no part of the key is in it. */
  | { problem: 'unreadable' | 'key'; found: string };

/** Whether CA, certificate and key can be read and belong together, before a server is asked; and when they end. */
export function pairOf({ ca, certificate, key }: Certificates): Pair {
  try {
    const ends = (text: string, kind: string) =>
      (text.match(pem) ?? []).map((one) => {
        const { subject, validTo } = new X509Certificate(one);
        return { name: `${kind} ${subject.replaceAll('\n', ', ')}`, notAfter: Date.parse(validTo) };
      });
    const all = [...ends(ca, 'CA'), ...ends(certificate, 'client')];
    if (!new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key))) {
      return { problem: 'key', found: new X509Certificate(certificate).subject.replaceAll('\n', ', ') };
    }
    return { problem: 'none', ends: all };
  } catch (error) {
    return { problem: 'unreadable', found: textOf(error) };
  }
}
