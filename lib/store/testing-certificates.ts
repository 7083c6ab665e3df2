import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** Certificates for tests, made on the spot: none in the repository ends, and no program has to be there. X.690 DER. */
function der(tag: number, ...parts: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'hex') : part)));
  const short = body.length < 0x80;
  const length = short ? Buffer.from([body.length]) : Buffer.from([0x82, body.length >> 8, body.length & 0xff]);
  return Buffer.concat([Buffer.from([tag]), length, body]);
}
const oid = (hex: string) => der(0x06, hex);
const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
/** ecdsa-with-SHA256 */
const algorithm = sequence(oid('2a8648ce3d040302'));
const nameOf = (commonName: string) =>
  sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(commonName, 'utf8')))));
/** GeneralizedTime, whole seconds. */
const timeOf = (at: Date) => der(0x18, Buffer.from(`${at.toISOString().replace(/\D/g, '').slice(0, 14)}Z`));
const extension = (id: string, value: Buffer) => sequence(oid(id), der(0x04, value));

export type TestCertificate = { pem: string; key: KeyObject; privateKey: string; commonName: string };
export type TestCertificateOptions = {
  commonName?: string;
  /** Absent: signed by itself. */
  issuer?: TestCertificate;
  notBefore?: Date;
  notAfter?: Date;
  ca?: boolean;
  /** Extended key usage; absent: none, which allows every use. */
  use?: 'client' | 'server';
};

export function testCertificate(options: TestCertificateOptions = {}): TestCertificate {
  const { commonName = 'slipway', issuer, ca = false, use } = options;
  const { notBefore = new Date('2020-01-01T00:00:00Z'), notAfter = new Date('2120-01-01T00:00:00Z') } = options;
  const pair = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const extensions = [
    ...(ca ? [extension('551d13', sequence(der(0x01, 'ff')))] : []),
    ...(use ? [extension('551d25', sequence(oid(use === 'client' ? '2b06010505070302' : '2b06010505070301')))] : []),
  ];
  const body = sequence(
    der(0xa0, der(0x02, '02')),
    der(0x02, '01'),
    algorithm,
    nameOf(issuer?.commonName ?? commonName),
    sequence(timeOf(notBefore), timeOf(notAfter)),
    nameOf(commonName),
    pair.publicKey.export({ type: 'spki', format: 'der' }),
    ...(extensions.length > 0 ? [der(0xa3, sequence(...extensions))] : []),
  );
  const signature = sign('sha256', body, issuer?.key ?? pair.privateKey);
  const whole = sequence(body, algorithm, der(0x03, '00', signature));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    pem: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    key: pair.privateKey,
    privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    commonName,
  };
}
