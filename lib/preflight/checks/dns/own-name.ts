import { parseIpv4 } from '@/lib/plan/ipv4';
import { internalAddressOf } from '@/lib/plan/schema';
import { quote } from '@/lib/text/quote';
import { finding, type HostCheck, passed, unreadable } from '../../check';
import { everyHost, runsKubernetes } from '../applies';
import { endLine, fewOf, hasEnd, saidAfter } from '../lines';

/** The host's name as it is now; the install gives it the plan's and writes all of them to /etc/hosts. */
export const hostnameResolves: HostCheck = {
  kind: 'host',
  group: 'dns',
  section: 'hosts',
  id: 'hostname.resolves',
  source: 'kubeadm preflight Hostname: the node’s name can be looked up',
  appliesTo: everyHost,
  byHand: () => 'getent ahostsv4 "$(uname -n)"; ip -4 -brief address',
  script: () => `see_node; name=$node
echo "name $name"
RES_OPTIONS='timeout:1 attempts:1' getent ahostsv4 "$name" | while read -r address _; do echo "resolved $address"; done
see_addresses
while read -r _ _ family address _; do [ "$family" != inet ] || echo "own \${address%%/*}"; done <<< "$addresses"
${endLine}`,
  judge: (reading, context, host) => {
    const { stdout } = reading;
    const name = saidAfter(stdout, 'name')[0];
    const own = saidAfter(stdout, 'own');
    if (!hasEnd(stdout) || !name || own.length === 0) return unreadable(reading);
    const resolved = [...new Set(saidAfter(stdout, 'resolved'))];
    const foreign = resolved.filter((address) => !address.startsWith('127.') && !own.includes(address));
    const problem = resolved.length === 0 ? 'nowhere' : foreign.length > 0 ? 'elsewhere' : 'none';
    const values = {
      name,
      problem,
      found: fewOf(problem === 'elsewhere' ? foreign : resolved),
      by: runsKubernetes(context, host) ? 'install' : 'nobody',
    };
    if (problem === 'none') return passed(values);
    return finding(problem === 'nowhere' && values.by === 'install' ? 'info' : 'warn', values);
  },
  fix: {
    // Where another machine has the name, one of the two must be renamed. A host that the plan knows by a name only has no address to write.
    script: (_context, host, { problem }) =>
      problem === 'elsewhere' || parseIpv4(internalAddressOf(host)) === null ? null : '',
    files: (_context, host) => [
      {
        path: '/etc/hosts',
        filter: `awk -v name="$(uname -n)" -v address=${quote(internalAddressOf(host))} '{ print; for (i = 2; i <= NF && $i !~ /^#/; i++) if ($1 !~ /^#/ && $i == name) there = 1 } END { if (!there) print address, name }'`,
      },
    ],
    verify: () => 'getent ahostsv4 "$(uname -n)" >/dev/null',
  },
};
