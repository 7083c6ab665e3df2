import { finding, notRun, type Outcome, passed } from '../../check';
import { dependsOn, namesOf, peersAsked, type Readings, reached, share } from './readings';

/** What VXLAN puts around a pod's packet: outer IPv4 20, UDP 8, VXLAN 8, inner Ethernet 14 (RFC 7348, 5). */
export const vxlanBytes = 50;

/**
 * The largest packet that passes to each peer in one piece. The pod network's own MTU is the interface's less VXLAN's
 * overhead, so that a full packet of a pod leaves as a full packet of the host: a path that is narrower than the interface
 * loses exactly the large ones, and connections hang after they were opened.
 */
export function judgeMtu(readings: Readings): Outcome[] {
  return readings.plan.hosts.map((host, index): Outcome => {
    const measured = readings.measured[index];
    const peers = peersAsked(readings, index);
    const paths = peers.flatMap((peer) => {
      const one = measured?.paths.get(peer);
      return one ? [{ peer, ...one }] : [];
    });
    const narrow = paths.filter(({ nic, path }) => path > 0 && path < nic).sort((a, b) => a.path - b.path);
    const [worst] = narrow;
    const [any] = paths;
    if (worst) {
      const lines = narrow.map(({ peer, path }) => `${host.name} - ${namesOf(readings, [peer])} ${path}`);
      return finding(
        'block',
        {
          ...share(readings, paths.length),
          nic: worst.nic,
          path: worst.path,
          pods: worst.path - vxlanBytes,
          planned: worst.nic - vxlanBytes,
          to: namesOf(readings, [worst.peer]),
          peers: narrow.length,
        },
        lines.join('\n'),
      );
    }
    const missing = peers.filter((peer) => !paths.some((one) => one.peer === peer && one.path > 0));
    if (missing.length > 0 || !any) {
      // Its ports answer and its echoes don't: somebody filters ICMP.
      const filtered = missing.filter((peer) => reached(readings, index, peer));
      return filtered.length > 0
        ? notRun('unsupported', { what: 'icmp', hosts: namesOf(readings, filtered) })
        : dependsOn(readings, 'net.matrix', missing);
    }
    const nic = Math.min(...paths.map((one) => one.nic));
    return passed({
      ...share(readings, paths.length),
      nic,
      path: nic,
      pods: nic - vxlanBytes,
      planned: nic - vxlanBytes,
      to: '',
      peers: 0,
    });
  });
}
