import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { pemProblem } from '@/lib/plan/pem-certificates';

export const clientCertificateProblems = [
  'certificate-missing',
  'certificate-pem', // problem and number, of lib/plan/pem-certificates.ts
  'certificate-unreadable', // number
  'not-for-clients', // subject
  'expired', // subject, found: day
  'not-yet', // subject, found: day
  'key-missing',
  'key-pem',
  'key-certificate',
  'key-encrypted',
  'key-unreadable',
  'key-mismatch', // subject
  'ca-pem', // problem and number
  'ca-unreadable', // number
  'ca-expired', // subject, found: day
  'not-signed-by-ca', // issuer found, subject of the CAs needed
] as const;
/** Why a certificate and its key are of no use; texts: `clientCertificate.<problem>` in messages/<language>/hosts.json. */
export type ClientCertificateProblem = (typeof clientCertificateProblems)[number];

export type ClientCertificateInput = {
  /** PEM: the client's own first, then those that lead to the CA. */
  certificate: string;
  /** PEM, not encrypted: PKCS#8, PKCS#1 or SEC 1. */
  privateKey: string;
  /** PEM of one CA or several; '' for what hosts trust already. */
  ca: string;
};

export type ClientCertificateReading =
  | {
      /** As `CN=root, O=system`. */
      subject: string;
      issuer: string;
      /** ISO 8601; the earliest end of it and what leads to the CA. */
      notAfter: string;
      /** SHA-256 of the client's own certificate, as `openssl x509 -fingerprint -sha256` prints it. */
      fingerprint: string;
    }
  | Refused;
type Refused = {
  problem: ClientCertificateProblem;
  field: keyof ClientCertificateInput;
  values: Record<string, string | number>;
};

/** RFC 5280, 4.2.1.12: id-kp-clientAuth, anyExtendedKeyUsage. */
const clientUses = ['1.3.6.1.5.5.7.3.2', '2.5.29.37.0'];
const block = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/** Parses what a person pasted. What it refuses could not open a connection; the first reason is given. @param now ms */
export function readClientCertificate(
  { certificate, privateKey, ca }: ClientCertificateInput,
  now: number,
): ClientCertificateReading {
  const own = certificatesOf(certificate, 'certificate');
  if ('problem' in own) return own;
  const [leaf, ...rest] = own.certificates;
  if (!leaf) return refused('certificate', 'certificate-missing');
  const subject = nameText(leaf.subject);
  const uses = leaf.keyUsage;
  if (uses && !uses.some((use) => clientUses.includes(use)))
    return refused('certificate', 'not-for-clients', { subject });
  for (const one of [leaf, ...rest]) {
    const values = { subject: nameText(one.subject) };
    if (one.validToDate.getTime() <= now)
      return refused('certificate', 'expired', { ...values, found: day(one.validToDate) });
    if (one.validFromDate.getTime() > now)
      return refused('certificate', 'not-yet', { ...values, found: day(one.validFromDate) });
  }
  const key = keyOf(privateKey);
  if ('problem' in key) return key;
  if (!leaf.checkPrivateKey(key.key)) return refused('privateKey', 'key-mismatch', { subject });
  if (ca.trim() !== '') {
    const chain = chainProblem(leaf, rest, ca, now);
    if (chain) return chain;
  }
  const ends = own.certificates.map((one) => one.validToDate.getTime());
  return {
    subject,
    issuer: nameText(leaf.issuer),
    notAfter: new Date(Math.min(...ends)).toISOString(),
    fingerprint: `SHA256:${leaf.fingerprint256}`,
  };
}

/** Certificates of a text that is known to hold PEM, or the first thing that is wrong with it. */
export function certificatesOf(
  text: string,
  field: 'certificate' | 'ca',
): { certificates: X509Certificate[] } | Refused {
  if (text.trim() === '') return refused(field, 'certificate-missing');
  const wrong = pemProblem(text);
  if (wrong) return refused(field, `${field}-pem`, wrong);
  const certificates: X509Certificate[] = [];
  for (const [index, [pem]] of [...text.matchAll(block)].entries()) {
    try {
      certificates.push(new X509Certificate(pem));
    } catch {
      return refused(field, `${field}-unreadable`, { number: index + 1 });
    }
  }
  return { certificates };
}

function keyOf(text: string): { key: KeyObject } | Refused {
  const pem = text.trim();
  if (pem === '') return refused('privateKey', 'key-missing');
  if (/^-----BEGIN CERTIFICATE-----/m.test(pem) && !/PRIVATE KEY-----/.test(pem))
    return refused('privateKey', 'key-certificate');
  if (/^-----BEGIN ENCRYPTED PRIVATE KEY-----/m.test(pem) || /^Proc-Type: 4,ENCRYPTED/m.test(pem))
    return refused('privateKey', 'key-encrypted');
  // The key alone: openssl writes EC PARAMETERS before it.
  const own = /-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----[\s\S]+?-----END \1-----/.exec(pem)?.[0];
  if (!own) return refused('privateKey', 'key-pem');
  try {
    return { key: createPrivateKey(own) };
  } catch {
    // What OpenSSL says is left out: it is about the key.
    return refused('privateKey', 'key-unreadable');
  }
}

/** Null when a CA of the text signed the certificate, itself or by the ones that follow it. */
function chainProblem(leaf: X509Certificate, rest: X509Certificate[], text: string, now: number): Refused | null {
  const read = certificatesOf(text, 'ca');
  if ('problem' in read) return read;
  const over = read.certificates.find((ca) => ca.validToDate.getTime() <= now);
  if (over) return refused('ca', 'ca-expired', { subject: nameText(over.subject), found: day(over.validToDate) });
  const left = [...rest];
  let current = leaf;
  for (;;) {
    const at = current;
    if (read.certificates.some((ca) => signed(at, ca) || ca.fingerprint256 === at.fingerprint256)) return null;
    const next = left.findIndex((one) => signed(at, one));
    if (next < 0) break;
    [current] = left.splice(next, 1) as [X509Certificate];
  }
  const needed = read.certificates.map((ca) => nameText(ca.subject)).join('; ');
  return refused('ca', 'not-signed-by-ca', { found: nameText(current.issuer), needed });
}

const signed = (one: X509Certificate, by: X509Certificate) => one.checkIssued(by) && one.verify(by.publicKey);
/** Node.js writes one part a line. */
const nameText = (name: string | undefined) => (name ?? '').trim().split('\n').join(', ') || '–';
const day = (date: Date) => date.toISOString().slice(0, 10);

function refused(field: Refused['field'], problem: ClientCertificateProblem, values: Refused['values'] = {}): Refused {
  return { problem, field, values };
}
