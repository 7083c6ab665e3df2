import { overriddenKubelet } from '@/lib/plan/kubeadm-overrides';
import { quote } from '@/lib/text/quote';
import { type CheckContext, finding, type HostCheck, passed, unreadable } from '../../check';
import { runsKubernetes } from '../applies';
import { endLine, fewOf, hasEnd, saidAfter } from '../lines';

/** Where systemd-resolved writes the servers that it asks itself; kubeadm gives it to kubelet where the daemon runs. */
const upstreams = '/run/systemd/resolve/resolv.conf';

/** What kubelet is told to give to pods; null where it follows the host. */
function overriddenFile({ plan }: CheckContext): string | null {
  const found = overriddenKubelet(plan.kubernetes.overrides.kubeadm).resolvConf;
  return typeof found === 'string' && found.startsWith('/') ? found : null;
}

const isLoopback = (server: string) =>
  /^127\./.test(server) || server === '::1' || server === '0.0.0.0' || server === '::';

/** kubelet and glibc use three. */
const most = 3;

export const dnsResolv: HostCheck = {
  kind: 'host',
  group: 'dns',
  section: 'hosts',
  id: 'dns.resolv',
  source: 'Embedded Cluster; CoreDNS “Loop”; resolv.conf(5) MAXNS 3',
  appliesTo: runsKubernetes,
  byHand: () => `grep nameserver /etc/resolv.conf ${upstreams}`,
  script: (context) => {
    const file = overriddenFile(context);
    return `servers_of() {
  local word server rest
  [ -r "$1" ] || { echo "missing $1"; return; }
  echo "read $1"
  while read -r word server rest || [ -n "$word" ]; do [ "$word" != nameserver ] || echo "server $server"; done < "$1"
}
file=${quote(file ?? '/etc/resolv.conf')}
${
  file
    ? ''
    : `see_processes
[ -z "\${distinct_processes[systemd-resolve]-}" ] || [ ! -e ${upstreams} ] || file=${upstreams}
`
}servers_of "$file"
${endLine}`;
  },
  judge: (reading) => {
    const { stdout } = reading;
    const file = saidAfter(stdout, 'read')[0];
    const missing = saidAfter(stdout, 'missing')[0];
    if (!hasEnd(stdout) || (file === undefined && missing === undefined)) return unreadable(reading);
    const servers = saidAfter(stdout, 'server');
    const loops = servers.filter(isLoopback);
    const values = {
      file: file ?? missing ?? '',
      count: servers.length,
      servers: fewOf(servers),
      problem: missing ? 'missing' : servers.length === 0 ? 'none' : loops.length > 0 ? 'loopback' : 'fine',
    };
    if (values.problem !== 'fine') return finding('block', values, stdout);
    return servers.length > most ? finding('info', { ...values, problem: 'many' }) : passed(values);
  },
};
