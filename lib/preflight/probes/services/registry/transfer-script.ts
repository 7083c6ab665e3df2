import { quote } from '@/lib/text/quote';

/** Bytes of one transfer: at the limit of 20 MB/s it takes 0.4 s, and connecting doesn't count for much. */
export const transferBytes = 8_000_000;

/** What is pushed: the nonce, and zeros up to the length. */
export const transferBlob = (nonce: string): Buffer => Buffer.concat([Buffer.from(nonce)], transferBytes);

/**
 * One HTTP request by the host itself, so that the way from the console to it isn't in the time: bash's /dev/tcp, or openssl for
 * https. The headers come by stdin, the login is among them. Prints the status line, the bytes of the answer and
 * nanoseconds; exits 42 without openssl.
 *
 * @param ca PEM that the server has to prove itself against; '' for http
 * @param nonce sends transferBlob(nonce) as the body; null sends nothing
 */
export function transferScript(url: URL, ca: string, nonce: string | null): string {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const body = nonce === null ? ':' : `printf %s ${quote(nonce)}; head -c ${transferBytes - nonce.length} /dev/zero`;
  const call =
    url.protocol === 'https:'
      ? `request | openssl s_client -quiet -verify_return_error -verify_quiet -CAfile <(printf %s "$ca") ${nameOptions(host)} \
-connect ${quote(`${host}:${port}`)} 2>/dev/null`
      : `{ exec 3<>/dev/tcp/${quote(host)}/${port} && { request >&3 & cat <&3; }; }`;
  return `headers=$(cat)
ca=${quote(ca)}
${url.protocol === 'https:' ? 'command -v openssl > /dev/null || exit 42' : ':'}
request() { printf '%s\\r\\n\\r\\n' "$headers"; ${body}; }
began=$(date +%s%N)
${call} | { IFS= read -r status; rest=$(wc -c); printf '%s\\n%s\\n' "\${status%$'\\r'}" "$rest"; }
echo $(($(date +%s%N) - began))`;
}

const isAddress = (host: string): boolean => /^[\d.]+$/.test(host) || host.includes(':');
const nameOptions = (host: string): string =>
  isAddress(host)
    ? `-verify_ip ${quote(host)} -noservername`
    : `-verify_hostname ${quote(host)} -servername ${quote(host)}`;

export type Transfer = { status: number; bytes: number; ns: number };

/** Null when it wasn't HTTP that came back. */
export function parseTransfer(stdout: string): Transfer | null {
  const [line = '', bytes, ns] = stdout.trim().split('\n');
  const [, status] = /^HTTP\/1\.[01] (\d{3})/.exec(line) ?? [];
  return status && bytes && ns ? { status: Number(status), bytes: Number(bytes), ns: Number(ns) } : null;
}
