import type { HostConnection } from '@/lib/hosts/connection';

/** Where distributions keep the certificates that they trust, as one PEM file (Go's crypto/x509 looks there too). */
const bundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/** PEM of what the host trusts; '' when it has no such file. */
export async function trustedByHost(connection: HostConnection, signal: AbortSignal): Promise<string> {
  const script = `for file in ${bundles.join(' ')}; do if [ -s "$file" ]; then exec cat "$file"; fi; done`;
  return (await connection.run(script, { deadlineMs: 5_000, signal })).stdout;
}
