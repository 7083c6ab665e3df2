import { asHostError, HostError } from '@/lib/hosts/error';
import { networkOf } from '@/lib/plan/cidr';
import { formatIpv4, parseIpv4 } from '@/lib/plan/ipv4';
import { type CheckContext, finding, notRun, type Outcome, type ProbeCheck, passed, type Reading } from '../../check';
import { runsKubernetes } from '../../checks/applies';
import type { Probe } from '../../probe';
import { interpreted } from '../prober/interpreter';

export const netnsCheck: ProbeCheck = {
  kind: 'probe',
  id: 'netns.podsvc',
  group: 'network',
  section: 'kubernetes',
  source: 'Embedded Cluster networkNamespaceConnectivity',
  appliesTo: runsKubernetes,
  tools: ['ip'],
  byHand: () => "iptables -S FORWARD 2> /dev/null; nft list ruleset 2> /dev/null | grep -A9 'hook forward'; ip rule",
};

/** Two addresses of the pod range and one of the service range, from the ranges' ends, which are handed out last. */
export function namespaceAddresses({ plan }: CheckContext): { a: string; b: string; service: string } | null {
  const last = (cidr: string, back: number): string | null => {
    const [address = '', prefix = ''] = cidr.split('/');
    const start = parseIpv4(address);
    if (start === null || !/^\d+$/.test(prefix)) return null;
    const range = networkOf(start, Number(prefix));
    return range.last - range.first < 7 ? null : formatIpv4(range.last - back);
  };
  const [a, b] = [last(plan.kubernetes.podCidr, 1), last(plan.kubernetes.podCidr, 2)];
  const service = last(plan.kubernetes.serviceCidr, 1);
  return a && b && service ? { a, b, service } : null;
}

const talk = String.raw`
use strict; use Socket; my ($role, $nonce, @addresses) = @ARGV; alarm(20); $| = 1; my $port = 17946;
if ($role eq 'answer') {
  # one process: a second one would outlive it
  socket(my $t, AF_INET, SOCK_STREAM, 0); bind($t, pack_sockaddr_in($port, INADDR_ANY)) or die $!; listen($t, 9);
  my @s; for my $a (@addresses) { socket(my $s, AF_INET, SOCK_DGRAM, 0); bind($s, pack_sockaddr_in($port, inet_aton($a))) or die $!; push @s, $s }
  print "up\n";
  while (1) {
    my $r = ''; vec($r, fileno $_, 1) = 1 for $t, @s; select($r, undef, undef, undef);
    if (vec($r, fileno $t, 1) && accept(my $c, $t)) { syswrite $c, $nonce; close $c }
    for (@s) { next unless vec($r, fileno $_, 1); my $f = recv($_, my $m, 99, 0); send($_, $nonce, 0, $f) if defined $f }
  }
}
for my $address (@addresses) {
  for my $kind ('tcp', 'udp') {
    my $got = ''; my $why = 'timedOut';
    eval {
      local $SIG{ALRM} = sub { die "late\n" }; alarm(2);
      socket(my $c, AF_INET, $kind eq 'tcp' ? SOCK_STREAM : SOCK_DGRAM, 0);
      connect($c, pack_sockaddr_in($port, inet_aton($address))) or do { $why = 'refused'; die "$!\n" };
      if ($kind eq 'udp') { for (1 .. 2) { send($c, 'hello', 0); my $r = ''; vec($r, fileno $c, 1) = 1; last if select($r, undef, undef, 0.7) } }
      defined recv($c, $got, 99, 0) or do { $why = 'refused'; die "$!\n" }; alarm(0);
    };
    alarm(0); print "talk $kind $address ", ($got eq $nonce ? 'ok' : $why), "\n";
  }
}
`;

const pythonTalk = `
import select, signal, socket, sys
role, nonce, addresses = sys.argv[1], sys.argv[2].encode(), sys.argv[3:]; signal.alarm(20); port = 17946
if role == 'answer':
  t = socket.socket(); t.bind(('', port)); t.listen(9); all_ = [t]
  for a in addresses: s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind((a, port)); all_.append(s)
  print('up'); sys.stdout.flush()
  while True:
    for s in select.select(all_, [], [])[0]:
      if s is t: c, _ = t.accept(); c.sendall(nonce); c.close()
      else: _, who = s.recvfrom(99); s.sendto(nonce, who)
for address in addresses:
  for kind in ('tcp', 'udp'):
    got, why = b'', 'timedOut'
    c = socket.socket(socket.AF_INET, socket.SOCK_STREAM if kind == 'tcp' else socket.SOCK_DGRAM); c.settimeout(2 if kind == 'tcp' else 0.7)
    try:
      c.connect((address, port))
      for i in range(2):
        if kind == 'udp': c.send(b'hello')
        try: got = c.recv(99); break
        except socket.timeout: pass
    except socket.timeout: pass
    except OSError: why = 'refused'
    print('talk', kind, address, 'ok' if got == nonce else why)
`;

/**
 * Two network namespaces, each on a veth pair of its own, routed through the host like pods are. Forwarding is switched on for these two interfaces only,
 * which is what a packet's way in decides by; the host's own settings stay. All of it goes in the trap, and the second `ip netns del` of a name does no harm.
 */
export function netnsScript(nonce: string, { a, b, service }: { a: string; b: string; service: string }): string {
  const tag = nonce.slice(0, 8);
  return `set -u
a=slipway-${tag}-a b=slipway-${tag}-b va=swa${tag} vb=swb${tag}
pid=
clean() {
  [ -z "$pid" ] || kill "$pid" 2> /dev/null
  printf '%s\n' "link del $va" "link del $vb" "netns del $a" "netns del $b" | ip -force -batch - > /dev/null 2>&1
  rm -f /run/slipway-${tag}-up
}
trap clean EXIT
trap 'exit 143' TERM HUP INT
one() { # NAMESPACE VETH ADDRESS...
  local ns=$1 veth=$2 mac; shift 2
  # by itself: older programs stay in the namespace that they have made
  ip netns add $ns || return 1
  { printf '%s\n' "link add $veth type veth peer name eth0 netns $ns" "link set $veth up"; printf "route replace %s/32 dev $veth\n" "$@"; } | ip -batch - || return 1
  read -r mac < /sys/class/net/$veth/address
  {
    printf '%s\n' 'link set lo up' 'link set eth0 up'
    printf 'addr add %s/32 dev eth0\n' "$@"
    printf '%s\n' 'route add 169.254.1.1 dev eth0' "neigh add 169.254.1.1 lladdr $mac dev eth0 nud permanent" 'route add default via 169.254.1.1 dev eth0'
  } | ip -n $ns -batch - || return 1
  echo 1 > /proc/sys/net/ipv4/conf/$veth/forwarding
}
one $a $va ${a} && one $b $vb ${b} ${service} || { echo 'failed to make the namespaces'; exit 1; }
${interpreted(talk, pythonTalk)}
[ "\${#run[@]}" -gt 0 ] || { echo 'missing perl'; exit 0; }
mkfifo /run/slipway-${tag}-up && exec {up}<> /run/slipway-${tag}-up || exit 1
ip netns exec $b "\${run[@]}" answer ${nonce} ${b} ${service} >&"$up" & pid=$!
read -r -t 5 said <&"$up" || { echo 'nobody listens in the namespace'; exit 1; }
read -r own < /proc/sys/net/ipv4/conf/$va/rp_filter
read -r all < /proc/sys/net/ipv4/conf/all/rp_filter
echo "made $own $all"
ip netns exec $a "\${run[@]}" ask ${nonce} ${b} ${service}`;
}

/** `talk tcp 10.244.255.253 ok`, one line for each protocol and address. */
export function judgeNetns({ stdout, stderr }: Reading, addresses: { a: string; b: string; service: string }): Outcome {
  const lines = stdout.split('\n').flatMap((line) => /^talk (tcp|udp) (\S+) (ok|refused|timedOut)$/.exec(line) ?? []);
  const talks = Array.from({ length: lines.length / 4 }, (_, index) => ({
    protocol: lines[index * 4 + 1] ?? '',
    to: lines[index * 4 + 2] ?? '',
    state: lines[index * 4 + 3] ?? '',
  }));
  if (talks.length !== 4) return notRun('unreadable', { found: (stderr || stdout).trim().slice(0, 200) });
  const failed = talks.filter(({ state }) => state !== 'ok');
  const [first] = failed;
  const values = { from: addresses.a, to: first?.to ?? addresses.b, tried: talks.length, failed: failed.length };
  if (!first) return passed({ ...values, protocol: '', state: 'ok' });
  const evidence = failed.map(({ protocol, to, state }) => `${addresses.a} > ${to} ${protocol} ${state}`).join('\n');
  return finding('block', { ...values, protocol: first.protocol, state: first.state }, evidence);
}

function unfinished(code: string): Outcome {
  if (code === 'deadline') return notRun('deadline', { seconds: 25 });
  if (code === 'cancelled') return notRun('stopped');
  return notRun('lost', { code });
}

export const netnsProbe: Probe = {
  id: 'netns',
  checks: [netnsCheck],
  deadlineSeconds: 30,
  stage: 2,
  run: async (session) => {
    const addresses = namespaceAddresses(session.context);
    await Promise.all(
      session.hosts
        .filter((host) => netnsCheck.appliesTo(session.context, host))
        .map(async (host) => {
          if (!addresses) return session.emit(netnsCheck.id, host, notRun('incomplete', { what: 'cidr' }));
          session.running(netnsCheck.id, host);
          const script = `command -v ip > /dev/null || { echo 'missing ip'; exit 0; }\n${netnsScript(session.nonce, addresses)}`;
          const began = Date.now();
          const end = await session
            .on(host)
            .run(script, { deadlineMs: 25_000, signal: session.signal })
            .catch((error: unknown) => asHostError(error, {}));
          // One that is lost or late says nothing of the others.
          if (end instanceof HostError) return session.emit(netnsCheck.id, host, unfinished(end.code));
          const missing = /^missing (\S+)/.exec(end.stdout)?.[1];
          const reading = {
            stdout: end.stdout,
            stderr: end.stderr,
            exitCode: end.exitCode ?? -1,
            tookMs: Date.now() - began,
          };
          session.emit(
            netnsCheck.id,
            host,
            missing ? notRun('tool-missing', { tool: missing }) : judgeNetns(reading, addresses),
          );
        }),
    );
  },
};
