import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** PEM, both. */
export type FakeCertificate = { key: string; certificate: string };

/** Signed by itself, for `kubernetes` as kubeadm's are, and for this machine. Test double. */
export function fakeCertificate(): FakeCertificate {
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-fake-api-'));
  const [key, certificate] = [path.join(folder, 'key'), path.join(folder, 'crt')];
  const curve = '-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2';
  const names = '-subj /CN=kubernetes -addext subjectAltName=DNS:kubernetes,IP:127.0.0.1';
  try {
    execFileSync('openssl', `req -x509 ${curve} ${names} -keyout ${key} -out ${certificate}`.split(' '), {
      stdio: 'ignore',
    });
    return { key: readFileSync(key, 'utf8'), certificate: readFileSync(certificate, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
