import { hostProxies } from '@/lib/runbook/proxies';
import { quote } from '@/lib/text/quote';

/** Most bytes of an answer that are taken: the index of a mirror with thousands of charts has some megabytes. */
export const largestAnswer = 16 * 1024 * 1024;
/** Seconds for one question. */
export const askSeconds = 20;

/** What curl is told by its standard input, because everybody on a host can read command lines. */
export function curlConfig({ user, password, headers = [] }: { user?: string; password?: string; headers?: string[] }) {
  const text = (value: string) => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  const lines = headers.map((header) => `header = ${text(header)}`);
  if (password !== undefined) lines.unshift(`user = ${text(`${user}:${password}`)}`);
  return `${lines.join('\n')}\n`;
}

/**
 * bash: one question by the host's own curl, through the proxies that helm will go through. Prints the answer, and behind it a line
 * `@@answer <curl's exit status> <HTTP status> <challenge>`; the last with blanks as they came. Exits 42 without curl.
 *
 * @param ca PEM that the server has to prove itself against, '' for what the host trusts
 */
export function curlScript(url: string, ca: string): string {
  return `command -v curl > /dev/null || exit 42
umask 077
work=$(mktemp -d /run/slipway-chart.XXXXXX) || exit 1
trap 'rm -rf -- "$work"' EXIT
${hostProxies}
host_proxies
trusted=()
${ca === '' ? ':' : `printf '%s\\n' ${quote(ca)} > "$work/ca"; trusted=(--cacert "$work/ca")`}
code=$(curl -sS -L -m ${askSeconds} --connect-timeout 8 --max-filesize ${largestAnswer} -K - "\${trusted[@]}" -o "$work/body" -D "$work/headers" -w '%{http_code}' -- ${quote(url)} 2> "$work/said"); rc=$?
cat "$work/said" >&2
[ ! -s "$work/body" ] || head -c ${largestAnswer} "$work/body"
challenge=$(grep -i '^www-authenticate:' "$work/headers" 2>/dev/null | tail -n 1 | cut -d: -f2- | tr -d '\\r\\n')
printf '\\n@@answer %s %s %s\\n' "$rc" "\${code:-000}" "$challenge"`;
}

export type CurlAnswer = { exit: number; status: number; challenge: string; body: string };

/** Null when it isn't the script's whole output. */
export function curlAnswer(stdout: string): CurlAnswer | null {
  const at = stdout.lastIndexOf('\n@@answer ');
  const [, exit, status, challenge = ''] =
    /^\n@@answer (\d+) (\d{3}) ?(.*)\n$/.exec(at < 0 ? '' : stdout.slice(at)) ?? [];
  if (exit === undefined || status === undefined) return null;
  return { exit: Number(exit), status: Number(status), challenge: challenge.trim(), body: stdout.slice(0, at) };
}
