import { finding, type HostCheck, notRun, passed, unreadable } from '../../check';
import { runsKubernetes } from '../applies';
import { endLine, hasEnd, saidAfter } from '../lines';

/** What a server answered: its code, and whether there was an address. Null: no answer to our question. */
function answerOf(hex: string): { code: number; answers: number } | null {
  const bytes = hex
    .split(/\s+/)
    .filter(Boolean)
    .map((byte) => Number.parseInt(byte, 16));
  const [id1, id2, flags1 = 0, flags2 = 0, , , count1 = 0, count2 = 0] = bytes;
  // RFC 1035, 4.1.1; the number is the one that we send
  if (bytes.length < 12 || bytes.some(Number.isNaN) || id1 !== 0x51 || id2 !== 0x1f || (flags1 & 0x80) === 0)
    return null;
  return { code: flags2 & 0x0f, answers: count1 * 256 + count2 };
}

/** RFC 1035, 4.1.1: no error, and no such name. */
const noError = 0;
const noSuchName = 3;

/**
 * A name that nobody has, asked below each search domain. Asked by hand over UDP: getent can't tell "no such name" from a server
 * that doesn't answer, and the latter must not turn green.
 */
export const dnsWildcard: HostCheck = {
  kind: 'host',
  group: 'dns',
  section: 'hosts',
  id: 'dns.wildcard',
  source: 'OpenShift “dns-wildcard-not-configured”; Embedded Cluster',
  appliesTo: runsKubernetes,
  byHand: () => 'grep -E "^(search|domain)" /etc/resolv.conf; getent hosts "no-such-name-$RANDOM.<search domain>."',
  deadlineSeconds: 15,
  script: () => `servers=() domains=()
while read -r word rest || [ -n "$word" ]; do
  case $word in
    nameserver) servers+=("\${rest%% *}") ;;
    # the last of them counts
    search|domain) read -r -a domains <<< "$rest" ;;
  esac
done < /etc/resolv.conf
label=slipway-$RANDOM$RANDOM
ask() {
  local name=$1 server=$2 part query='\\x51\\x1f\\x01\\x00\\x00\\x01\\x00\\x00\\x00\\x00\\x00\\x00'
  local IFS=.
  for part in $name; do
    printf -v part '\\\\x%02x%s' "\${#part}" "$part"
    query+=$part
  done
  query+='\\x00\\x00\\x01\\x00\\x01'
  { exec 3<> "/dev/udp/$server/53" && printf "$query" >&3; } 2>/dev/null || return
  timeout 2 dd bs=512 count=1 <&3 2>/dev/null | od -An -v -tx1 -w512
  exec 3>&-
}
for domain in "\${domains[@]}"; do
  domain=\${domain%.}
  [ -n "$domain" ] || continue
  answer=
  for server in "\${servers[@]:0:2}"; do
    answer=$(ask "$label.$domain" "$server")
    [ -z "$answer" ] || break
  done
  echo "domain $domain $answer"
done
${endLine}`,
  judge: (reading) => {
    if (!hasEnd(reading.stdout)) return unreadable(reading);
    const asked = saidAfter(reading.stdout, 'domain').map((line) => {
      const [domain = '', ...hex] = line.split(/\s+/);
      return { domain, answer: answerOf(hex.join(' ')) };
    });
    const wild = asked
      .filter(({ answer }) => answer?.code === noError && answer.answers > 0)
      .map(({ domain }) => domain);
    const values = { count: wild.length, domains: wild.join(', '), searched: asked.length };
    if (wild.length > 0) return finding('block', values, reading.stdout);
    const silent = asked.find(
      ({ answer }) => answer === null || (answer.code !== noError && answer.code !== noSuchName),
    );
    if (silent) {
      const said = silent.answer ? `rcode ${silent.answer.code}` : 'no answer';
      return notRun('unreadable', { found: `${silent.domain}: ${said}` });
    }
    return passed(values);
  },
};
