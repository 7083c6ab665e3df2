import type { HostConnection } from '@/lib/hosts/connection';
import { etcdFunctions } from '@/lib/runbook/health';
import { quote, quoteAll } from '@/lib/text/quote';
import type { EtcdMember } from './readings';

/** bash for a control plane: who is a member, and whether each votes. Reads only. */
export function etcdScript(addresses: string[]): string {
  const pki = '/etc/kubernetes/pki/etcd';
  return `export LC_ALL=C
code=0
curl -s -o /dev/null -m 5 --cacert ${pki}/ca.crt --cert ${pki}/healthcheck-client.crt --key ${pki}/healthcheck-client.key \\
  https://${quote(addresses[0] ?? '')}:2379/version || code=$?
# No curl, or it can't read the certificates: then nothing that follows would be etcd's answer.
case $code in 26 | 58 | 77 | 127) echo "curl ends with $code: no etcd certificates in ${pki}, or no curl" >&2; exit 42 ;; esac
${etcdFunctions}
ask() {
  local said
  if said=$(etcd_votes "$1"); then echo "votes $1"; else echo "silent $1 $said"; fi
}
for address in ${quoteAll(addresses)}; do ask "$address" & done
wait
# Without a majority nobody knows the members: then the plan's are told.
for address in ${quoteAll(addresses)}; do
  members=$(etcd_members "$address") || continue
  printf '%s\\n' "$members" | while read -r id role started url; do echo "member $role $url"; done
  break
done`;
}

/** What the script printed; members that the plan doesn't know are told, too. */
export function parseEtcd(stdout: string, addresses: string[]): EtcdMember[] {
  const lines = stdout.split('\n').map((line) => line.split(' '));
  const said = new Map(
    lines.flatMap(([what, address = '', ...words]) =>
      what === 'votes' || what === 'silent' ? [[address, { votes: what === 'votes', found: words.join(' ') }]] : [],
    ),
  );
  const listed = lines
    .filter(([what]) => what === 'member')
    .map(([, role, url = '']) => ({ learner: role === 'learner', address: hostOf(url) }));
  const members = listed.length > 0 ? listed : addresses.map((address) => ({ learner: false, address }));
  return members.map(({ address, learner }) => {
    const own = said.get(address);
    return { address, learner, votes: own?.votes === true && !learner, found: own ? own.found : 'not asked' };
  });
}

const hostOf = (url: string): string => /^https?:\/\/(.+):\d+$/.exec(url)?.[1]?.replace(/^\[|\]$/g, '') ?? url;

/** @throws when the script could not ask */
export async function askEtcd(
  connection: HostConnection,
  addresses: string[],
  signal: AbortSignal,
): Promise<EtcdMember[]> {
  const stdout = await connection.must(etcdScript(addresses), { deadlineMs: 20_000, signal });
  return parseEtcd(stdout, addresses);
}
